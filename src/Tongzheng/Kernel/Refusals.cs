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
        No("clock.not-movable", RefusalKind.Forbidden, "只有演示或测试模式可以拨动时钟。", "The clock can be moved in demo or test mode only."),
        No("clock.backwards", "时钟只能向前拨。", "The clock moves forward only."),
    ];

    static readonly FrozenDictionary<string, Entry> ByCode = All.ToFrozenDictionary(entry => entry.Code);

    public static Entry? Find(string code) => ByCode.GetValueOrDefault(code);

    static Entry No(string code, string zh, string en) => new(code, RefusalKind.Invalid, new Text(zh, en));

    static Entry No(string code, RefusalKind kind, string zh, string en) => new(code, kind, new Text(zh, en));
}
