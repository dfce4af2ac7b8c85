using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;
using CaseStore = Tongzheng.Casework.Cases;

namespace Tongzheng.Services.Desk;

/// <summary>Settles a step that stopped, on the page and by the API.</summary>
static class SettleIncident
{
    /// <param name="Reason">Why it is settled this way.</param>
    /// <param name="Variables">Variables to put right first; left out for a plain retry.</param>
    public sealed record Request(string Reason, JsonElement? Variables);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/desk/cases/{id}/incidents/{incident:long}", Page).Requires(Permission.HandleCases).ExcludeFromDescription();
        routes.MapPost("/api/cases/{id}/incidents/{incident:long}", Handle).Requires(Permission.HandleCases).WithTags("Cases").WithSummary("Tries a step that stopped again, with variables put right").Produces<Casework.Receipt>();
    }

    static Task<IResult> Handle(string id, long incident, Request request, HttpContext context, FindCase find, CaseStore cases, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var language = context.Language();
        var variables = request.Variables is { ValueKind: JsonValueKind.Object } given ? FeelContext.FromJson(given) : new FeelContext();
        var done = await Casework.Resolve.Handle(cases, current, new Casework.Resolve.Request(incident, variables, request.Reason), ActOf(context, current), stop);
        return done.Value is { } receipt ? Results.Ok(receipt) : Problem.Of(done.Refusal ?? new Refusal("case.stopped"), language);
    });

    static Task<IResult> Page(string id, long incident, HttpContext context, FindCase find, CaseStore cases, CaseFile file, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var form = await context.Request.ReadFormAsync(stop);
        var returned = new CaseFile.Returned { Incident = new Dictionary<string, string> { ["reason"] = form["reason"].ToString(), ["variables"] = form["variables"].ToString() } };
        var act = ActOf(context, current);
        var read = Variables(form["variables"].ToString(), act.Now);
        if (read.Value is not { } variables) return await file.Draw(context, current, returned with { Errors = [read.Refusal ?? new Refusal("request.malformed")] }, stop);
        var done = await Casework.Resolve.Handle(cases, current, new Casework.Resolve.Request(incident, variables, form["reason"].ToString().Trim()), act, stop);
        return done.Refusal is { } refusal ? await file.Draw(context, current, returned with { Errors = [refusal] }, stop) : Results.Redirect($"/desk/cases/{id}");
    });

    /// <summary>Lines of <c>name = FEEL literal</c>.</summary>
    internal static Outcome<FeelContext> Variables(string text, DateTimeOffset now)
    {
        var variables = new FeelContext();
        foreach (var (number, line) in text.Split('\n').Select(line => line.Trim()).Index().Where(pair => pair.Item.Length > 0))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } value])
                return Wrong(number, line, "=");
            try
            {
                var result = FeelExpression.Compile(value).Evaluate(new FeelContext(), new EvaluationOptions { Now = now });
                if (result.Diagnostics.Count > 0) return Wrong(number, line, result.Diagnostics[0].Message);
                variables.Set(name, result.Value);
            }
            catch (FeelSyntaxException fault)
            {
                return Wrong(number, line, fault.Message);
            }
        }
        return variables;
    }

    static Refusal Wrong(int line, string text, string why) => new("incident.variable", ("line", line + 1), ("text", text), ("why", why)) { Field = "variables" };

    static Act ActOf(HttpContext context, Case current) =>
        context.Act(JurisdictionId.Parse(current.Jurisdiction), Casework.Resolve.PostOf(context.Caller().Posts, current));
}
