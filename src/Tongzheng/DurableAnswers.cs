using Tongzheng.Journals;

namespace Tongzheng;

/// <summary>No answer tells of what a power cut could still take back: it leaves when all that could be read for it is on disk.</summary>
public sealed class DurableAnswers(Journal journal)
{
    readonly Func<Task> durable = journal.Durable;

    public Task Wait(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(durable);
        return next(context);
    }
}
