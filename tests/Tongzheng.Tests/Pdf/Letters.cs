using Tongzheng.Kernel;
using Tongzheng.Licences.Rendering;

namespace Tongzheng.Tests.Pdf;

/// <summary>Letters of a fictional bureau.</summary>
static class Letters
{
    static readonly Letter Blank = new()
    {
        Title = LetterTitle.Acceptance,
        Number = "云翠市监许受〔2026〕12号",
        Addressee = "买买提·艾合买提",
        Paragraphs = ["你（单位）于2026年3月5日提出的食品经营许可（餐饮服务）申请，经审查，申请材料齐全，符合法定形式，本机关决定予以受理。"],
        Issuer = new Text("云岚市翠湖区市场监督管理局", "Market Regulation Bureau of Cuihu District"),
        Date = new DateOnly(2026, 3, 9),
        Demonstration = true,
    };

    public static Letter Acceptance => Blank with
    {
        Facts = [("办件编号", "5901022026030500012"), ("事项名称", "食品经营许可（餐饮服务）"), ("承诺办结日期", "2026年3月20日（自受理之日起9个工作日）")],
        LegalBasis = "《中华人民共和国行政许可法》第三十二条第一款第五项。",
        Contact = "咨询电话：0590-1234567；地址：云岚市翠湖区滨河路1号政务服务大厅12号窗口。",
        CheckAddress = new Uri("https://yunlan.example/cases/5901022026030500012"),
    };

    public static Letter Correction => Blank with
    {
        Title = LetterTitle.Correction,
        Number = "云翠市监许补〔2026〕3号",
        Addressee = "㐂来小吃店（经营者：Łukasz Źrebiec）",
        Paragraphs = ["你（单位）提出的申请材料不齐全或者不符合法定形式。请于收到本告知书之日起三十日内，一次补正下列全部材料；逾期不补正的，视为撤回申请。补正期间不计入办理期限。"],
        List = new LetterList("需补正的材料", "应当如何补正",
        [
            ("食品经营场所平面图", "图上未标明清洗消毒、更衣和废弃物存放的位置，请在图上标出后重新上传。"),
            ("食品安全管理制度", "缺少从业人员健康管理制度和食品安全事故处置方案，请补充。"),
            ("经营者身份证明", "上传的图像模糊，无法辨认有效期限，请重新拍摄。"),
        ]),
        LegalBasis = "《中华人民共和国行政许可法》第三十二条第一款第四项。",
    };

    public static Letter Refusal => Blank with
    {
        Title = LetterTitle.Refused,
        Number = "云翠市监许决〔2026〕8号",
        Paragraphs =
        [
            "你（单位）于2026年3月5日提出食品经营许可（餐饮服务）申请。本机关依法对申请材料进行了审查，并于2026年3月12日对经营场所进行了现场核查。",
            "经查，经营场所与垃圾中转站直线距离不足二十五米，且食品处理区未与生活区分开，不符合食品经营许可的条件。经复查，上述情形未能在规定期限内改正。",
            "本机关决定：不予行政许可。",
        ],
        LegalBasis = "《中华人民共和国行政许可法》第三十八条第二款，《食品经营许可和备案管理办法》第十二条。",
        Remedy = "如不服本决定，你（单位）可以自收到本决定书之日起六十日内，向云岚市翠湖区人民政府申请行政复议，也可以自收到本决定书之日起六个月内，直接向有管辖权的人民法院提起行政诉讼。",
    };

    public static Letter Receipt => Blank with
    {
        Title = LetterTitle.Receipt,
        Number = "云翠市监许收〔2026〕40号",
        Paragraphs = ["本机关已收到你（单位）提交的下列材料。是否受理，将在五个工作日内告知。"],
        List = new LetterList("材料名称", "份数和形式", [.. Enumerable.Range(1, 44).Select(i => ($"第{i}项申请材料", "电子文件1份"))]),
    };
}
