using Tongzheng.Kernel;
using Tongzheng.Modelling;
using Tongzheng.Web;

namespace Tongzheng.Gallery;

/// <summary>Matters being changed: the list, a draft in each of its states, a file in its editor.</summary>
static class ModellingSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Officer(Sample.Of<ModellingPage>("modelling", new("事项建模", "Modelling"), l => new ModellingView
        {
            Drafts =
            [
                new(l.Of("街头摊点登记", "Street stall registration"), "/gallery/modelling-draft", DraftState.Editing, l.Of("沈知远", "Shen Zhiyuan"), "2026-03-02 09:12", l.Of("沈知远", "Shen Zhiyuan"), "2026-03-03 10:40"),
                new(l.Of("夜市临时许可", "Night market permit"), "/gallery/modelling-proposed", DraftState.Proposed, l.Of("周启明", "Zhou Qiming"), "2026-02-25 14:03", l.Of("周启明", "Zhou Qiming"), "2026-03-01 16:20"),
            ],
            Matters = [new(l.Of("街头摊点登记", "Street stall registration"), "/gallery/modelling-live", l.Of("市场监督管理", "Market regulation"), true), new(l.Of("占道审批", "Use of the road"), "/gallery/modelling-live", l.Of("城市管理", "Urban management"), false)],
            More = 66,
        })),
        Officer(Sample.Of<ModellingPage>("modelling-empty", new("没有草稿", "No drafts"), l => new ModellingView { Notice = l.Of("草稿已放弃。", "The draft was given up."), Searched = "xyz" })),
        Officer(Sample.Of<NewMatterPage>("modelling-new", new("新建事项", "New matter"), l => new NewMatterView
        {
            Slug = "Street Stall", Name = l.Of("街头摊点登记", "街头摊点登记"), Departments = [new("a", l.Of("市场监督管理", "Market regulation"))],
            Errors = [new("slug", l.Of("地址只能用小写字母、数字和连字符。", "An address holds lower-case letters, digits and hyphens."))],
        })),
        Officer(Sample.Of<DraftPage>("modelling-live", new("现行事项", "A live matter"), l => Draft(l) with { State = null, OpenedBy = null, Findings = [], Differences = [] })),
        Officer(Sample.Of<DraftPage>("modelling-draft", new("有问题的草稿", "A draft with findings"), l => Draft(l) with
        {
            SentBackBy = l.Of("周启明", "Zhou Qiming"), SentBackReason = l.Of("核查的时限依据不对。", "The inspection keeps the wrong limit."),
            Errors = [new("note", l.Of("请写明改了什么、为什么。", "Say what was changed and why."))],
        })),
        Officer(Sample.Of<DraftPage>("modelling-proposed", new("待发布的草稿", "A proposed draft"), l => Draft(l) with
        {
            State = DraftState.Proposed, Findings = [], ProposedBy = l.Of("沈知远", "Shen Zhiyuan"), ProposedAt = "2026-03-04 09:00", Note = l.Of("按新条例缩短核查时限。", "A shorter inspection, after the new regulation."), MayPublish = true, LiveMoved = true,
            Notice = l.Of("已提交，等另一位目录管理员审阅后发布。", "Proposed. Another steward reads and publishes it."),
        })),
        Officer(Sample.Of<DraftFilePage>("modelling-file", new("草稿的文件", "A file of a draft"), l => new DraftFileView
        {
            Slug = "street-stall", Matter = l.Of("街头摊点登记", "Street stall registration"), File = "matter.yaml", What = l.Of("事项要素", "Elements"), Text = "id: \"\"\nname: { zh: 街头摊点登记, en: Street stall registration }\n", Version = 3, MayWrite = true,
            Findings = [Finding(l)], Notice = l.Of("已保存到草稿。", "Saved to the draft."),
        })),
        Officer(Sample.Of<DraftFilePage>("modelling-procedure", new("流程编辑", "The procedure in its editor"), l => new DraftFileView
        {
            Slug = "street-stall", Matter = l.Of("街头摊点登记", "Street stall registration"), File = "street-stall.bpmn", What = l.Of("流程", "Procedure"), Text = NewFile.Named("street-stall.bpmn", "street-stall"), Version = 3, MayWrite = true,
            Editor = "bpmn", Panel = PanelOffers.Of(null, Tongzheng.Matters.Parameters.Load("", []), l),
        })),
        Officer(Sample.Of<DraftFilePage>("modelling-table", new("决策表编辑", "A table in its editor"), l => new DraftFileView
        {
            Slug = "street-stall", Matter = l.Of("街头摊点登记", "Street stall registration"), File = "grade.dmn", What = l.Of("决策表", "Decision tables"), Text = NewFile.Named("grade.dmn", "street-stall"), Version = 3, MayWrite = true, Editor = "dmn",
        })),
        Officer(Sample.Of<DraftFilePage>("modelling-form", new("表单编辑", "A form in its editor"), l => new DraftFileView
        {
            Slug = "street-stall", Matter = l.Of("街头摊点登记", "Street stall registration"), File = "stall.form", What = l.Of("表单", "Form"), Text = NewFile.Named("stall.form", "street-stall"), Version = 3, MayWrite = true, Editor = "form",
        })),
    ];

    static Sample Officer(Sample sample) => sample with { IsOfficer = true };

    static FindingRow Finding(Language l) => new("matter.yaml", "/gallery/modelling-file", 1, 5, l.Of("缺少“id”。", "“id” is missing."), l.Of("写上清单中的编号。", "Write its number in the list."));

    static DraftView Draft(Language l) => new()
    {
        Slug = "street-stall",
        Name = l.Of("街头摊点登记", "Street stall registration"),
        State = DraftState.Editing,
        Version = 7,
        Live = "3f9a0c2be71d4a55",
        OpenedBy = l.Of("沈知远", "Shen Zhiyuan"),
        OpenedAt = "2026-03-02 09:12",
        RunningOnLive = 12,
        RunningBefore = 3,
        MayWrite = true,
        Files =
        [
            new("matter.yaml", "/gallery/modelling-file", l.Of("事项要素", "Elements"), "changed", l.Of("沈知远", "Shen Zhiyuan"), "2026-03-03 10:40"),
            new("street-stall.bpmn", "/gallery/modelling-procedure", l.Of("流程", "Procedure"), "new", l.Of("沈知远", "Shen Zhiyuan"), "2026-03-03 10:12"),
            new("grade.dmn", "/gallery/modelling-table", l.Of("决策表", "Decision tables"), null, null, null),
            new("stall.form", "/gallery/modelling-form", l.Of("表单", "Form"), null, null, null),
        ],
        SharedFiles = [new("procedures/review/review.bpmn", "", l.Of("流程", "Procedure"), null, null, null)],
        Findings = [Finding(l)],
        Differences =
        [
            new("matter.yaml", "/gallery/modelling-file", l.Of("改动", "changed"), [l.Of("statutoryLimit 由 20 个工作日改为 15 个工作日", "statutoryLimit was 20 working days, is 15")]),
            new("street-stall.bpmn", "/gallery/modelling-procedure", l.Of("新增", "added"), []),
        ],
    };
}
