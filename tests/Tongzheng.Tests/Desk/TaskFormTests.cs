using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Services.Desk;

namespace Tongzheng.Tests.Desk;

public sealed class TaskFormTests
{
    static readonly Form Acceptance = Form.Parse(File.ReadAllText(Repository.PathOf("packs", "forms", "acceptance.form")));
    static readonly Form Review = Form.Parse(File.ReadAllText(Repository.PathOf("packs", "forms", "review.form")));

    [Fact]
    public void A_field_that_only_one_choice_needs_stands_on_the_page_from_the_beginning_and_says_which()
    {
        var view = TaskForms.View(Acceptance, Typed.Nothing, FillOf(Acceptance), Language.Chinese, null);

        Assert.StartsWith("选“不予受理”时填写。", view.Fields.Single(field => field.Name == "reason").Description);
    }

    [Fact]
    public void Asking_for_correction_has_a_box_of_its_own_and_is_no_choice_of_the_task()
    {
        var view = TaskForms.View(Acceptance, Typed.Nothing, FillOf(Acceptance), Language.Chinese, null);

        Assert.True(TaskForms.AsksCorrection(Acceptance));
        Assert.Equal(["accept", "reject"], view.Fields.Single(field => field.Name == "outcome").Options.Select(option => option.Value));
        Assert.DoesNotContain(view.Fields, field => field.Name == "correctionItems");
    }

    [Fact]
    public void A_form_without_that_choice_asks_for_no_correction() => Assert.False(TaskForms.AsksCorrection(Review));

    [Fact]
    public void What_is_wrong_stands_beside_its_field_with_what_was_typed()
    {
        var typed = new Typed(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["outcome"] = "reject" }, new Dictionary<string, Upload>());
        var errors = Fill.Read(Acceptance, typed, new Dictionary<string, Known>(), new FeelContext(), Now).Errors;

        var view = TaskForms.View(Acceptance, typed, FillOf(Acceptance), Language.English, errors);

        Assert.Equal("Enter: Reason.", view.Fields.Single(field => field.Name == "reason").Error);
        Assert.True(view.Fields.Single(field => field.Name == "outcome").Options.Single(option => option.Value == "reject").Chosen);
    }

    [Theory]
    [InlineData("premisesArea = 80", "premisesArea", "80")]
    [InlineData("  grade = \"B\"  ", "grade", "\"B\"")]
    [InlineData("from = date(\"2026-03-02\")\n\nto = null", "to", "null")]
    public void A_variable_is_put_right_as_a_name_and_a_literal(string text, string name, string value)
    {
        var variables = SettleIncident.Variables(text, RunningNodeDay).OrThrow();

        Assert.Equal(value, variables.Get(name).ToString());
    }

    [Theory]
    [InlineData("premisesArea", 1)]
    [InlineData("a = 1\nb = ", 2)]
    [InlineData("a = 1 +", 1)]
    public void A_line_that_is_none_is_named(string text, int line)
    {
        var refusal = SettleIncident.Variables(text, RunningNodeDay).Refusal;

        Assert.Equal("incident.variable", refusal?.Code);
        Assert.Contains(refusal?.Arguments ?? [], argument => argument.Name == "line" && (int?)argument.Value == line);
    }

    static readonly DateTimeOffset RunningNodeDay = Node.RunningNode.FirstDay;

    static EvaluationOptions Now => new() { Now = RunningNodeDay };

    static Func<Typed, Filled> FillOf(Form form) => typed => Fill.Read(form, typed, new Dictionary<string, Known>(), new FeelContext(), Now, final: false);
}
