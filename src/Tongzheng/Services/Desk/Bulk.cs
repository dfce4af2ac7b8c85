using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Casework.Verbs;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>One verb of casework done to several tasks of the worklist. Each is an act of its own: what is refused for one stops no other.</summary>
static class Bulk
{
    // What the list offers; everything else needs a look at the case.
    static readonly string[] Verbs = ["claim", "release", "assign", "expedite"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/desk/bulk", Handle).Requires(Permission.HandleCases).ExcludeFromDescription();

    static async Task<IResult> Handle(HttpContext context, Worklist list, FindCase find, VerbDesk acts, CancellationToken stop)
    {
        var language = context.Language();
        var form = await context.Request.ReadFormAsync(stop);
        var verb = form["act"].ToString();
        if (!Verbs.Contains(verb)) return Problem.For(context, new Refusal("verb.unknown", ("verb", verb)));
        // No more than a page holds can have been ticked.
        var ticked = form["task"].OfType<string>().Distinct().Take(Lists.PageSize).ToList();
        if (ticked.Count == 0) return await list.Draw(context, null, [FieldError.Of(new Refusal("bulk.nothing"), language)], stop);
        var (done, errors) = (0, new List<FieldError>());
        foreach (var tick in ticked)
        {
            if (tick.Split('~') is not [var id, var number] || !long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var task)) continue;
            var found = await find.For(context.Caller(), id, stop);
            var refusal = found.Refusal;
            if (found.Value is { } current)
            {
                var act = VerbDesk.ActOf(context, current);
                var outcome = await DoVerb.Handle(acts.Cases, acts.Aims, current, verb, new DoVerb.Request(task, verb == "assign" ? form["officer"].ToString() : null),
                    act with { IdempotencyKey = $"{act.IdempotencyKey}/{tick}" }, context.Caller().Posts, stop);
                refusal = outcome.Refusal;
            }
            if (refusal is null) done++;
            else errors.Add(FieldError.Of(refusal, language) is var error && found.Value is { } refused ? error with { Message = $"{refused.Opened.Number}{language.Of("：", ": ")}{error.Message}" } : FieldError.Of(refusal, language));
        }
        var name = VerbTable.Find(verb)?.Name.In(language);
        return await list.Draw(context, done == 0 ? null : language.Of($"已{name}{done}件。", $"{name}: {done} done."), errors, stop);
    }
}
