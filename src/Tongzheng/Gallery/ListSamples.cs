using Tongzheng.Kernel;
using Tongzheng.Services.Pages;

namespace Tongzheng.Gallery;

/// <summary>Lists for everybody to read: offices with their powers, the figures of a place, forms on paper.</summary>
static class ListSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<OfficesPage>("offices", new("权责清单", "Powers and duties"), l => new OfficesView
        {
            Place = l.Of("澜阳区", "Lanyang District"),
            Places = [new(l.Of("霁安县", "Ji'an County"), "/gallery/offices")],
            Offices = [new(l.Of("澜阳区市场监督管理局", "Lanyang Market Regulation Bureau"), "/gallery/office"), new(l.Of("澜阳区民政局", "Lanyang Civil Affairs Bureau"), "/gallery/office")],
        }),
        Sample.Of<OfficePage>("office", new("市场监督管理局", "Market Regulation Bureau"), l => new OfficeView
        {
            Name = l.Of("澜阳区市场监督管理局", "Lanyang Market Regulation Bureau"),
            Address = l.Of("青梧市澜阳区澜江路66号", "66 Lanjiang Road"),
            Phone = "0590-5030900",
            Hours = l.Of("工作日 9:00–12:00，13:30–17:00", "Working days 9:00–12:00, 13:30–17:00"),
            Powers = [new(l.Of("餐饮经营许可", "Food business licence (catering)"), "/gallery/guide", l.Of("行政许可", "Licence"), l.Of("食品安全法第三十五条", "Food Safety Law art. 35"), false)],
            Duties = [new(l.Of("联办：信用修复", "Takes part in: credit repair"), null, null, null, false)],
            Negative = [new(l.Of("不得要求申请人到指定的机构办理检测", "May not send applicants to an agency of its choice for tests"), null, null, null, true)],
        }),
        Sample.Of<ParametersPage>("parameters", new("地区参数", "Figures of this place"), l => new ParametersView(
        [
            new(l.Of("高龄津贴第一档标准", "Old-age allowance, first band"), l.Of("100元/月", "100 yuan a month"), true, null, false),
            new(l.Of("政务数据共享：同意后完成共享", "Sharing of government data: sharing after consent"), l.Of("20个工作日", "20 working days"), true, l.Of("政务数据共享条例确有申请、答复时限条款，具体天数未能核对到公布的文本；外省的条例亦为10个工作日，二者是否一致有待主管部门说明（出处未核实）", "The regulations do set limits for asking and answering; how many days could not be compared with a text that was published, and those of another province also say ten working days (not confirmed)"), true),
        ])),
        Sample.Of<BlankFormPage>("blank-form", new("填写样例", "A form filled in"), l => new BlankFormView
        {
            Matter = l.Of("求职登记", "Unemployment registration"),
            MatterHref = "/gallery/guide",
            Department = l.Of("人力资源社会保障", "Human resources and social security"),
            IsSample = true,
            PdfHref = "/gallery/blank-form",
            OtherHref = "/gallery/blank-form",
            Lines =
            [
                new("heading", l.Of("申请人", "Applicant")), new("line", l.Of("姓名", "Name")) { Value = l.Of("张某某", "Zhang XX"), Required = true },
                new("choices", l.Of("现在有工作吗？", "Do you work now?")) { Choices = [new(l.Of("有", "Yes"), false), new(l.Of("没有", "No"), true)], Required = true },
                new("box", l.Of("补充说明", "Anything else")), new("file", l.Of("居民身份证", "Identity card")) { Required = true },
            ],
        }),
        Sample.Of<DissolutionPage>("dissolution", new("机构撤并", "Dissolve or merge an office"), l => new DissolutionView
        {
            Government = l.Of("澜阳区", "Lanyang District"),
            Offices = [new("a", l.Of("澜阳区林业局", "Lanyang Forestry Bureau")), new("b", l.Of("澜阳区自然资源局", "Lanyang Natural Resources Bureau"))],
            Dissolved = [new(l.Of("澜阳区粮食局", "Lanyang Grain Bureau"), l.Of("澜阳区发展和改革局", "Lanyang Development and Reform Bureau")), new(l.Of("澜阳区档案所", "Lanyang Archive"), null)],
            Office = "a", Successor = "b",
            Errors = [new("reason", l.Of("请写明撤销所依据的文件。", "Name the document the dissolution follows from."))],
        }),
        Sample.Of<CalendarsPage>("calendars", new("工作日历", "Working calendars"), l => new CalendarsView
        {
            Years = [new("2027", "国办发明电〔2026〕×号", ["2027-01-01 元旦", "2027-02-06 春节"], ["2027-02-20 春节"])],
            MayPublish = true,
            Year = "2028", RestDays = "2028-01-01 元旦", Done = l.Of("2027年的放假安排已公布；3件办件的日期重新计算。", "The notice for 2027 is published; cases whose dates moved: 3."),
        }),
    ];
}
