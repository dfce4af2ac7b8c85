using Tongzheng.Kernel;

namespace Tongzheng.Oversight;

/// <summary>What a fact of the journal is called by people, by its kind, and what its stream is about, by the stream's first part. Closed lists.</summary>
public static class FactWords
{
    public static readonly IReadOnlyDictionary<string, Text> Kinds = new Dictionary<string, Text>
    {
        ["appointment.booked"] = new("预约了时段", "Time booked"),
        ["appointment.cancelled"] = new("取消了预约", "Booking cancelled"),
        ["calendar.published"] = new("公布了节假日安排", "Holiday calendar published"),
        ["case.acted"] = new("对办件采取了措施", "Step taken on a case"),
        ["case.advanced"] = new("办件进入下一环节", "Case moved on"),
        ["case.corrected"] = new("当事人已补正", "Party made the corrections"),
        ["case.correction-requested"] = new("要求补正", "Corrections asked for"),
        ["case.due-moved"] = new("重新计算了期限", "Due date counted anew"),
        ["case.escalated"] = new("超期预警报告领导", "Late task reported to the leader"),
        ["case.message-kept"] = new("消息先到，留待办理", "Message kept until its step"),
        ["case.opened"] = new("办件已立", "Case opened"),
        ["counter.looked-up"] = new("窗口查询了当事人", "Party looked up at the counter"),
        ["desk.view-dropped"] = new("删除了工作台视图", "View of the desk removed"),
        ["desk.view-saved"] = new("保存了工作台视图", "View of the desk saved"),
        ["document.numbered"] = new("文书编号", "Document numbered"),
        ["draft.ended"] = new("草稿已提交或删除", "Draft submitted or thrown away"),
        ["draft.saved"] = new("保存了草稿", "Draft saved"),
        ["enterprise.registered"] = new("登记了企业", "Enterprise registered"),
        ["file.received"] = new("收到文件", "File received"),
        ["jurisdiction.founded"] = new("本级政府开始记录", "Government began its journal"),
        ["licence.issued"] = new("颁发了证照", "Licence issued"),
        ["licence.revoked"] = new("撤销了证照", "Licence withdrawn"),
        ["list.imported"] = new("导入了事项清单", "List of matters imported"),
        ["matter-draft.discarded"] = new("放弃了事项草案", "Draft of a matter given up"),
        ["matter-draft.file-saved"] = new("修改了事项草案的文件", "File of a draft matter saved"),
        ["matter-draft.opened"] = new("开始修改事项", "Draft of a matter begun"),
        ["matter-draft.proposed"] = new("事项草案送他人复核", "Draft of a matter sent for review"),
        ["matter-draft.published"] = new("事项草案已发布", "Draft of a matter published"),
        ["matter-draft.sent-back"] = new("事项草案被退回", "Draft of a matter sent back"),
        ["matter.published"] = new("发布了事项版本", "Version of a matter published"),
        ["message.delivered"] = new("消息已送达", "Message delivered"),
        ["message.received"] = new("收到消息", "Message received"),
        ["message.refused"] = new("消息被拒收", "Message refused"),
        ["message.sent"] = new("发出消息", "Message sent"),
        ["notice.published"] = new("文书已公示", "Letter put on the public board"),
        ["notice.sent"] = new("送达文书", "Letter sent"),
        ["notice.unpublished"] = new("撤下公示", "Letter taken off the public board"),
        ["officer.appointed"] = new("任命了工作人员", "Officer appointed"),
        ["officer.released"] = new("工作人员离岗", "Officer left a post"),
        ["organisation.dissolved"] = new("撤销了机构", "Office dissolved"),
        ["organisation.founded"] = new("设立了机构", "Office founded"),
        ["person.disability-certified"] = new("核发了残疾人证", "Disability certified"),
        ["person.registered"] = new("登记了居民", "Resident registered"),
        ["person.related"] = new("登记了亲属关系", "Family tie registered"),
        ["posts.created"] = new("设置了岗位", "Posts created"),
        ["queue.ticket-called"] = new("叫号", "Number called"),
        ["queue.ticket-closed"] = new("号码已办结", "Number done with"),
        ["queue.ticket-drawn"] = new("取号", "Number drawn"),
        ["rating.asked"] = new("请当事人评价", "Rating asked for"),
        ["rating.given"] = new("收到评价", "Rating given"),
        ["region.named"] = new("命名了行政区划", "Place named"),
        ["service.measured"] = new("衡量了服务时效", "Speed of service measured"),
        ["subject.forgotten"] = new("删除了个人信息", "Personal text forgotten"),
        ["supervision.duty-opened"] = new("开始监管", "Supervision began"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Streams = new Dictionary<string, Text>
    {
        ["appointment"] = new("预约", "Appointments"),
        ["calendar"] = new("日历", "Calendar"),
        ["case"] = new("办件", "Case"),
        ["counter"] = new("窗口", "Counter"),
        ["desk"] = new("工作台", "Desk"),
        ["draft"] = new("申请草稿", "Draft"),
        ["enterprise"] = new("企业", "Enterprise"),
        ["file"] = new("文件", "File"),
        ["jurisdiction"] = new("本级政府", "This government"),
        ["licence"] = new("证照", "Licence"),
        ["list"] = new("清单", "List"),
        ["matter"] = new("事项", "Matter"),
        ["matter-draft"] = new("事项草案", "Draft of a matter"),
        ["message"] = new("消息", "Message"),
        ["notices"] = new("办件的文书", "Letters of a case"),
        ["numbers"] = new("文号", "Document numbers"),
        ["officer"] = new("工作人员", "Officer"),
        ["organisation"] = new("机构", "Office"),
        ["person"] = new("居民", "Resident"),
        ["publications"] = new("办件的公示", "Published letters of a case"),
        ["queue"] = new("排队", "Queue"),
        ["rating"] = new("办件的评价", "Rating of a case"),
        ["region"] = new("行政区划", "Place"),
        ["service-level"] = new("办件的服务时效", "Speed of service of a case"),
        ["subject"] = new("个人信息", "Personal text"),
        ["supervision"] = new("办件的监管", "Supervision after a case"),
    };

    /// <summary>The name of a kind; of one that this program does not know, such as a newer version's, the kind itself.</summary>
    public static string OfKind(string kind, Language language) => Kinds.TryGetValue(kind, out var words) ? words.In(language) : kind;

    /// <summary>What a stream is about: the first part of its name in words.</summary>
    public static string OfStream(string stream, Language language) => Streams.TryGetValue(stream.Split('/')[0], out var words) ? words.In(language) : stream;
}
