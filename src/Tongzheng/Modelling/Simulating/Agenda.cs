namespace Tongzheng.Modelling.Simulating;

/// <summary>What is going to happen, by its instant; what falls on the same instant happens in the order it was noted.</summary>
sealed class Agenda
{
    readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> coming = new();
    long order;

    public DateTimeOffset Now { get; private set; }

    public void At(DateTimeOffset instant, Action what) => coming.Enqueue(what, (instant < Now ? Now : instant, order++));

    /// <summary>Lets everything happen that is due up to an instant. Where nothing is left, time stands still.</summary>
    public void Run(DateTimeOffset last, CancellationToken stop)
    {
        while (coming.TryPeek(out var what, out var due) && due.At <= last)
        {
            stop.ThrowIfCancellationRequested();
            coming.Dequeue();
            Now = due.At;
            what();
        }
    }
}
