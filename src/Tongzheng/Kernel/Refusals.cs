using System.Collections.Frozen;

namespace Tongzheng.Kernel;

/// <summary>Every code a <see cref="Refusal"/> may carry, with its sentence. A closed list: a test finds a code that is missing or unused.</summary>
public static class Refusals
{
    public sealed record Entry(string Code, RefusalKind Kind, Text Sentence);

    public static IReadOnlyList<Entry> All { get; } =
    [
        No("text.empty", "请填写。", "Please fill this in."),
        No("text.not-an-id", "编号“{text}”的写法不对。", "“{text}” is not written as an id."),

        No("citizen-id.length", "公民身份号码应为18位，这里有{length}位。", "A citizen number has 18 characters; this has {length}."),
        No("citizen-id.old-form", "15位的第一代号码已停用，请填写18位公民身份号码。", "The 15-digit number of the first generation is no longer used; please give the 18-character one."),
        No("citizen-id.character", "公民身份号码第{position}位“{character}”不是数字（只有最后一位可以是X）。", "Character {position}, “{character}”, is not a digit (only the last may be X)."),
        No("citizen-id.no-such-region", "公民身份号码前6位“{region}”不是地址码。", "The first six digits, “{region}”, are not a region code."),
        No("citizen-id.no-such-date", "公民身份号码中的出生日期“{date}”不存在。", "The date of birth in the number, “{date}”, does not exist."),
        No("citizen-id.wrong-check", "公民身份号码的校验位不符，请逐位核对。", "The check character does not fit the number; please compare it digit by digit."),

        No("credit-code.length", "统一社会信用代码应为18位，这里有{length}位。", "A unified social credit code has 18 characters; this has {length}."),
        No("credit-code.character", "统一社会信用代码第{position}位“{character}”不在字符集内（不用I、O、S、V、Z）。", "Character {position}, “{character}”, is outside the alphabet (I, O, S, V and Z are not used)."),
        No("credit-code.no-such-region", "统一社会信用代码第3至8位“{region}”不是区划码。", "Characters 3 to 8, “{region}”, are not a region code."),
        No("credit-code.wrong-check", "统一社会信用代码的校验位不符，请逐位核对。", "The check character does not fit the code; please compare it character by character."),

        No("organisation-code.length", "组织机构代码应为9位，这里有{length}位。", "An organisation code has 9 characters; this has {length}."),
        No("organisation-code.character", "组织机构代码第{position}位“{character}”应为数字或大写字母。", "Character {position}, “{character}”, should be a digit or a capital letter."),
        No("organisation-code.wrong-check", "组织机构代码的校验位不符，请逐位核对。", "The check character does not fit the code; please compare it character by character."),

        No("region.length", "行政区划代码应为6位、9位或12位，这里有{length}位。", "A region code has 6, 9 or 12 digits; this has {length}."),
        No("region.character", "行政区划代码第{position}位“{character}”不是数字。", "Character {position}, “{character}”, is not a digit."),
        No("region.gap", "行政区划代码“{code}”缺少中间一级。", "The region code “{code}” leaves out a level."),
        No("jurisdiction.not-a-government", "“{text}”不是一级人民政府的区划代码（6位）。", "“{text}” is not the 6-digit region code of a government."),

        No("role.form", "岗位代号“{text}”只能用小写字母、数字和连字符。", "The role “{text}” may hold lower-case letters, digits and hyphens only."),

        No("matter-code.length", "基本编码应为12位，这里有{length}位。", "A basic matter code has 12 characters; this has {length}."),
        No("matter-code.character", "编码第{position}位“{character}”应为数字或大写字母。", "Character {position}, “{character}”, should be a digit or a capital letter."),
        No("implementing-code.length", "实施编码应为31位，这里有{length}位。", "An implementing code has 31 characters; this has {length}."),
        No("implementing-code.level", "实施编码第19位行使层级“{character}”应为1至7。", "Character 19, the exercising level “{character}”, should be 1 to 7."),

        No("licence-id.root", "电子证照标识应以“{root}.”开头。", "An e-licence identifier begins with “{root}.”."),
        No("licence-id.parts", "电子证照标识的根代码之后应有5段，这里有{count}段。", "After the root an e-licence identifier has 5 parts; this has {count}."),
        No("licence-id.type", "证照类型代码“{text}”应为18位信用代码加3位顺序号。", "The licence type “{text}” should be an 18-character credit code and a 3-digit sequence."),
        No("licence-id.issuer", "证照颁发机构代码“{text}”应为信用代码或6位区划码。", "The issuer “{text}” should be a credit code or a 6-digit region code."),
        No("licence-id.serial", "流水号“{text}”应为1至32位数字或大写字母。", "The serial “{text}” should be 1 to 32 digits or capital letters."),
        No("licence-id.version", "版本号“{text}”应为3位数字，从001起。", "The version “{text}” should be 3 digits, from 001."),
        No("licence-id.wrong-check", "电子证照标识的校验位不符。", "The check character of the e-licence identifier does not fit."),

        No("money.form", "金额“{text}”应为数字，小数不超过两位。", "“{text}” is not an amount: a number with at most two decimals."),
        No("money.range", "金额“{text}”超出可记录的范围。", "The amount “{text}” is beyond what can be recorded."),

        No("period.form", "期限“{text}”应写作如“20 working-day”。", "The period “{text}” should be written as in “20 working-day”."),
        No("limit.unknown", RefusalKind.NotFound, "时限表中没有“{id}”。", "There is no “{id}” in the table of time limits."),
        No("limit.not-in-force", "{day}当日，时限“{id}”所依据的法律尚未施行或已经失效。", "On {day} the law behind the limit “{id}” was not in force."),
        No("limit.not-a-period", "时限“{id}”不是一段期间。", "The limit “{id}” is not a period."),
        No("deadline.already-stopped", RefusalKind.Conflict, "期限已经中止计算。", "The clock stands still already."),
        No("deadline.not-stopped", RefusalKind.Conflict, "期限并未中止计算。", "The clock does not stand still."),
        No("deadline.no-lawful-stop", "“{procedure}”没有以“{ground}”为由扣除时间的规定。", "No rule of “{procedure}” lets the clock stop for “{ground}”."),
        No("deadline.out-of-order", "中止或恢复的时间早于前一步。", "The stop or restart lies before the step it follows."),
        No("deadline.already-extended", RefusalKind.Conflict, "期限已经延长过一次。", "The period has been extended once already."),
        No("deadline.not-extendable", "{basis}没有规定可以延长。", "{basis} allows no extension."),
        No("deadline.over", RefusalKind.Conflict, "期限已经届满，不能再延长。", "The period has run out and can no longer be extended."),
        No("calendar.gap", "{year}年之前还有年份没有放假安排，请按年份先后录入。", "A year before {year} has no holiday notice yet; enter the notices year by year."),
        No("calendar.days", "放假安排列有{count}天放假，不像是一年的安排。", "The notice lists {count} days off, which cannot be one year's."),
        No("calendar.other-year", "{day}不在{year}年（或上一年12月）之内。", "{day} is neither in {year} nor in the December before."),
        No("calendar.not-a-weekend", "补班日{day}应为未放假的星期六或星期日。", "The worked day {day} should be a Saturday or Sunday that is not a day off."),
        No("clock.not-movable", RefusalKind.Forbidden, "只有演示或测试模式可以拨动时钟。", "The clock can be moved in demo or test mode only."),
        No("clock.how-far", "请填写要拨几天（1至{most}）或拨到哪一天。", "Say how many days to move on (1 to {most}), or to which day."),
        No("clock.backwards", "时钟只能向前拨。", "The clock moves forward only."),

        No("field.required", "请填写“{label}”。", "Enter: {label}."),
        No("field.required-row", "请至少填写一项“{label}”。", "Add at least one: {label}."),
        No("field.required-file", "请上传“{label}”。", "Upload: {label}."),
        No("field.required-choice", "请选择“{label}”。", "Choose: {label}."),
        No("field.required-confirmation", "请确认“{label}”。", "Confirm: {label}."),
        No("field.choice", "“{label}”只能从所列选项中选择。", "{label}: choose one of the options."),
        No("field.date", "“{label}”应是真实存在的日期，例如 2026-03-05。", "{label} must be a real date, for example 2026-03-05."),
        No("field.number", "“{label}”应填数字，例如 25 或 3.5。", "{label} must be a number, for example 25 or 3.5."),
        No("field.min", "“{label}”不能小于{bound}。", "{label} must be {bound} or more."),
        No("field.max", "“{label}”不能大于{bound}。", "{label} must be {bound} or less."),
        No("field.long", "“{label}”最多{most}个字，现在有{length}个。", "{label} must be {most} characters or fewer; it has {length}."),
        No("field.short", "“{label}”至少{least}个字。", "{label} must be {least} characters or more."),
        No("field.control", "“{label}”含有不能使用的控制字符。", "{label} contains control characters."),
        No("field.pattern", "“{label}”的格式不对。", "{label} is not in the right form."),
        No("field.email", "“{label}”应是电子邮箱，例如 name@example.com。", "{label} must be an e-mail address, for example name@example.com."),
        No("field.phone", "“{label}”应是手机号，或带区号的座机号。", "{label} must be a mobile number, or a fixed line with its area code."),
        No("field.rule", "{message}", "{message}"),
        No("field.rule-failed", "“{label}”不符合要求。", "{label} does not meet the rule."),
        No("field.rule-unknown", "无法判断“{label}”是否符合要求，请检查相关各项。", "It cannot be told whether {label} meets the rule; check the fields it depends on."),
        No("field.condition-unknown", "无法判断是否需要填写“{label}”：{why}", "It cannot be told whether {label} is needed: {why}"),
        No("file.lost", "“{label}”的文件没有收到，请重新上传。", "The file for {label} was not received; please upload it again."),

        No("file.empty", "“{name}”是空文件，请重新选择。", "“{name}” is empty; please choose it again."),
        No("file.kind", "“{name}”的格式不收。可以上传：{kinds}。", "“{name}” is not of a kind that is taken. Kinds: {kinds}."),
        No("file.not-what-it-says", "“{name}”的内容不是{extension}文件，可能打不开。请另存为正确的格式后上传。", "The content of “{name}” is not a {extension} file. Please save it in the right format and upload it again."),
        No("file.too-large", RefusalKind.TooLarge, "“{name}”有{size} MB，超过了{most} MB的上限。其他内容已保存，请压缩后重新上传这一份。", "“{name}” has {size} MB, over the limit of {most} MB. Everything else is kept; please make this one smaller and upload it again."),
        No("file.infected", "“{name}”含有病毒或恶意代码，没有收下。请先在自己的电脑上查杀，再重新上传。", "“{name}” contains a virus or malicious code and was not taken. Please clean it on your computer, then upload it again."),
        No("file.not-scanned", RefusalKind.Unavailable, "现在无法对“{name}”做病毒检查，没有收下。其他内容已保存，请稍后再传这一份。", "“{name}” could not be checked for viruses and was not taken. Everything else is kept; please upload this one later."),
        No("file.missing", "没有收到文件。", "No file was received."),
        No("file.unknown", RefusalKind.NotFound, "没有这份文件，或者您无权查看。", "There is no such file, or it is not yours to see."),

        No("page.unknown", RefusalKind.NotFound, "没有找到这个页面。", "This page was not found."),
        No("route.unmarked", RefusalKind.Forbidden, "这个地址没有开放。", "This address is not open."),
        No("request.forged", RefusalKind.Forbidden, "页面已过期或来源无法确认，请返回重试。您填写的内容没有提交。", "The page has expired or its origin cannot be confirmed; please go back and try again. Nothing was submitted."),
        No("request.key-reused", RefusalKind.Conflict, "同一个请求编号已用于别的内容。", "The same idempotency key was used for something else."),
        No("request.too-large", RefusalKind.TooLarge, "提交的内容太大，没有收下。请把文件压缩或分开提交。", "What was sent is too large. Please send smaller files, or one at a time."),
        No("request.malformed", "请求的格式不对。", "The request is malformed."),
        No("permission.denied", RefusalKind.Forbidden, "您的岗位不能做这件事。", "Your post does not allow this."),
        No("sign-in.needed", RefusalKind.Unauthenticated, "请先登录。", "Please sign in first."),
        No("sign-in.no-provider", RefusalKind.Unavailable, "本节点尚未接入身份认证，暂时不能登录。", "No identity provider is set up at this node; nobody can sign in."),
        No("sign-in.unknown", RefusalKind.Unauthenticated, "没有这个账户。", "There is no such account."),
        No("node.fault", RefusalKind.Unavailable, "系统出了问题，没有完成这一步；已经提交的内容不会丢。请稍后再试，或告诉我们编号{trace}。", "Something went wrong and this step was not done; what was submitted before is safe. Please try again, or tell us the number {trace}."),
        No("journal.unavailable", RefusalKind.Unavailable, "现在无法保存（存储空间已满或存储故障），这一步没有提交，以前提交的都在。请稍后再试，编号{trace}。", "Nothing can be stored now (the disk is full or has failed). This step was not submitted; what was submitted before is safe. Number {trace}."),

        No("matter.unknown", RefusalKind.NotFound, "没有事项“{matter}”。", "There is no matter “{matter}”."),
        No("matter.not-here", RefusalKind.Conflict, "“{matter}”只能查看，不能在这里申请。", "“{matter}” can be read but not applied for here."),
        No("matter.no-office", "所选地区没有承担“{department}”职责的部门。", "No office at this place does the work of “{department}”."),
        No("algorithm.unknown", RefusalKind.NotFound, "公示的算法中没有这一项。", "There is no such entry in the register of algorithms."),
        No("region.needed", "请选择办理地区。", "Choose the place."),
        No("region.not-served", "本节点不办理“{region}”的事项。", "This node does not serve “{region}”."),
        No("person.unknown", RefusalKind.NotFound, "没有找到这个人。", "This person was not found."),
        No("party.wrong-kind", "这个事项只面向：{kinds}。", "This matter is for: {kinds}."),
        No("party.not-represented", RefusalKind.Forbidden, "您不是这家单位的法定代表人，不能代表它申请。", "You are not the legal representative of this body."),
        No("party.person-needed", RefusalKind.Forbidden, "工作人员账号不能为自己申请；在窗口代人申请时请指明申请人。", "An officer's account cannot apply for itself; at the counter, say for whom."),
        No("counter.post-needed", RefusalKind.Forbidden, "只有窗口岗可以代人申请。", "Only an officer at the counter can apply for somebody else."),
        No("counter.proof-needed", "请写明核验了什么证件、申请人怎样表示同意。", "State which document was checked and how the person agreed."),

        No("counter.number-needed", "请填写身份证号或其他证件号码。", "Enter a citizen number or the number of another document."),
        No("counter.number-form", "证件号码应为至少5位字母或数字。", "The number of a document is at least 5 letters or digits."),
        No("counter.person-unknown", RefusalKind.NotFound, "本地人口信息中没有这个号码。请核对证件原件；外地人员请先登记。", "This number is not in the register of this place. Compare it with the document; somebody from elsewhere is registered first."),
        No("draft.changed", RefusalKind.Conflict, "这份草稿在另一个窗口里改过了。您这里填写的内容还在页面上，请核对后再保存。", "This draft was changed in another window. What you typed is still on this page; please compare and save again."),
        No("draft.unknown", RefusalKind.NotFound, "没有这份草稿，或者它已经提交。", "There is no such draft, or it has been submitted."),
        No("declaration.needed", "请勾选声明：所填内容和材料真实，再提交。", "Please tick the declaration that what you give is true, then submit."),
        No("case.unknown", RefusalKind.NotFound, "没有这个办件，或者您无权查看。", "There is no such case, or it is not yours to see."),
        No("case.changed", RefusalKind.Conflict, "这个办件刚刚被别人处理过，请刷新后再看。", "Somebody else has just acted on this case; please load it again."),
        No("case.closed", RefusalKind.Conflict, "这个办件已经办结。", "This case is closed."),
        No("case.stopped", RefusalKind.Conflict, "办件没有继续下去，已转给工作人员处理。", "The case did not go on; a person will look at it."),
        No("case.not-open", RefusalKind.Conflict, "这一步已经办过了：{detail}", "This step is no longer open: {detail}"),
        No("case.refused-by-record", RefusalKind.Conflict, "与已有记录冲突（{constraint}），没有提交。", "It contradicts what is on record ({constraint}); nothing was submitted."),
        No("correction.nothing", "请勾选需要补正的栏目或写明总体说明。", "Tick the fields to be corrected, or explain."),
        No("correction.reason-needed", "请写明“{label}”要补正什么。", "Say what must be corrected: {label}."),
        No("correction.not-asked", "“{field}”不在补正要求之内，不能修改。", "“{field}” is not among what was to be corrected."),
        No("deadline.not-running", RefusalKind.Conflict, "办理期限还没有开始计算。", "The clock has not started."),
        No("effect.unknown", RefusalKind.Unavailable, "没有模块能办“{name}”。", "No module performs “{name}”."),
        No("licence.unknown", RefusalKind.NotFound, "没有这份证照，或者您无权查看。", "There is no such licence, or it is not yours to see."),
        No("licence.number-needed", "请填写电子证照标识，或上传证照文件。", "Enter the identifier, or upload the file."),
        No("licence.field-unknown", "证照上的“{field}”无法确定：{why}", "“{field}” of the licence cannot be told: {why}"),
        No("notice.unknown-letter", "没有这种文书：{letter}。", "There is no such letter: {letter}."),
        No("task.not-open", RefusalKind.Conflict, "这个任务已经办完或取消了。", "This task is no longer open."),
        No("task.not-yours", RefusalKind.Forbidden, "这一步不由您来办。", "This step is not yours."),
        No("task.not-your-post", RefusalKind.Forbidden, "这个任务不属于您的岗位。", "This task does not belong to your post."),
        No("task.assigned", RefusalKind.Forbidden, "这个任务已由别人承办。", "Somebody else has this task."),
        No("task.by-verb", RefusalKind.Conflict, "这个任务在办件页面的“可以做的事”中办理。", "This task is done under “what can be done” on the page of the case."),
        No("case.suspended", RefusalKind.Conflict, "时限停止计算期间不办理；请先恢复。", "While the clock stands still nothing is decided; resume it first."),
        No("task.separated", RefusalKind.Forbidden, "您已办过“{step}”，同一人不能再办这一步。", "You did “{step}”; the same person may not do this step."),
        No("incident.unknown", RefusalKind.NotFound, "这个问题已经处理过，或者不存在。", "This has been settled already, or does not exist."),
        No("incident.reason-needed", "请写明为什么这样处理。", "Say why it is settled this way."),
        No("incident.variable", "第{line}行“{text}”不是“名称 = 值”：{why}", "Line {line}, “{text}”, is not written as “name = value”: {why}"),
        No("incident.post-needed", RefusalKind.Forbidden, "更正变量会影响结果，须由决定岗或领导办理；您可以原样重试。", "Putting variables right can change the result; it takes a deciding post. You may try it again as it is."),
        No("list.source", "清单的简称“{text}”只能用小写字母、数字和连字符，最多40个。", "The short name “{text}” of a list may hold 40 lower-case letters, digits and hyphens."),
        No("list.too-long", RefusalKind.TooLarge, "清单文件超过{most}字节。", "The file of the list has more than {most} bytes."),
        No("list.unreadable", "第{line}行：文件不是可以导入的事项清单（JSON）。", "Line {line}: the file is not a list of matters that can be imported (JSON)."),

        No("view.name", "请给视图起一个名字，最多{most}个字。", "Give the view a name of at most {most} characters."),
        No("view.too-many", RefusalKind.Conflict, "最多保存{most}个视图，请先删除不用的。", "At most {most} views are kept; delete one first."),
        No("view.unknown", RefusalKind.NotFound, "没有这个视图。", "There is no such view."),

        No("rating.not-yours", RefusalKind.Forbidden, "只有申请人可以评价。", "Only the applicant can rate."),
        No("rating.not-asked", RefusalKind.Conflict, "这个办件还不能评价。", "This case cannot be rated yet."),
        No("rating.given-before", RefusalKind.Conflict, "这个办件已经评价过了。", "This case has been rated."),
        No("rating.level", "请选择满意程度。", "Choose how satisfied you are."),
        No("rating.comment-long", "评价意见最多{most}个字。", "A comment may have {most} characters."),
    ];

    static readonly FrozenDictionary<string, Entry> ByCode = All.ToFrozenDictionary(entry => entry.Code);

    public static Entry? Find(string code) => ByCode.GetValueOrDefault(code);

    static Entry No(string code, string zh, string en) => new(code, RefusalKind.Invalid, new Text(zh, en));

    static Entry No(string code, RefusalKind kind, string zh, string en) => new(code, kind, new Text(zh, en));
}
