using System.Collections.Concurrent;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Exchange;

/// <summary>Carries the bytes of an envelope to a government and brings its answer. In one node that is <see cref="Receive.Handle"/>.</summary>
public delegate Task<ReadOnlyMemory<byte>> Deliver(ReadOnlyMemory<byte> envelope, CancellationToken stop);

/// <summary>A message that did not go: how often it was tried, why the last try failed, and when it is tried again.</summary>
public sealed record Failing(int Tries, string Why, DateTimeOffset Next);

/// <summary>
/// Takes what was sent and not delivered through the door, in order for each case, and records what became of it. The
/// journal is the outbox: whatever a crash leaves, or a cut door, stands there and is tried again; the receiver drops repeats.
/// </summary>
public sealed class Door(Hosted hosted, Clock clock, Outbox outbox, Deliver deliver, ILogger<Door> log) : BackgroundService
{
    /// <summary>How long somebody who sends waits for the answer. In one node it is there in a blink; no person waits for another's network.</summary>
    public static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    /// <summary>How often what waits is looked at.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Another process of the node may have stopped between sending and delivering.</summary>
    const int BeatsBetweenFullLooks = 30;

    /// <summary>Waiting doubles up to this: a network that is back is used within minutes.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    static readonly string Messages = SendMessages.StreamOf("");

    readonly SemaphoreSlim one = new(1, 1);
    readonly CancellationTokenSource closing = new();
    readonly ConcurrentDictionary<string, Failing> failing = new();

    /// <summary>Why a message has not gone yet; null where it was not tried, or is gone.</summary>
    public Failing? FindFailing(string message) => failing.GetValueOrDefault(message);

    /// <summary>Called with every append: what it sends is tried at once, and whoever sent it waits a short time for the answer.</summary>
    public Task Kept(Append append)
    {
        foreach (var stream in append.Streams)
            if (stream.Stream.StartsWith(Messages, StringComparison.Ordinal))
                return Task.WhenAny(Try([append.Jurisdiction], all: false), Task.Delay(ShortWait));
        return Task.CompletedTask;
    }

    /// <summary>Tries everything that waits now. Returns how many messages went.</summary>
    public Task<int> Run() => Try(hosted.Jurisdictions, all: true);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await Run(); // what a crash left
        using var beat = new PeriodicTimer(Beat);
        for (var beats = 1; await beat.WaitForNextTickAsync(stop); beats++)
            if (beats % BeatsBetweenFullLooks == 0 || failing.Values.Any(each => each.Next <= DateTimeOffset.UtcNow)) await Try(hosted.Jurisdictions, all: false);
    }

    public override async Task StopAsync(CancellationToken stop)
    {
        await closing.CancelAsync();
        await base.StopAsync(stop);
        await one.WaitAsync(stop); // the delivery under way is over before the journal closes
    }

    async Task<int> Try(IEnumerable<string> senders, bool all)
    {
        var gone = 0;
        try
        {
            await one.WaitAsync(closing.Token);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        try
        {
            // What one delivers may make another send: until nobody has anything that goes.
            var look = new Queue<string>(senders);
            while (look.TryDequeue(out var sender) && !closing.IsCancellationRequested)
            {
                var held = new HashSet<string>();
                for (long after = 0; outbox.Waiting(sender, after) is { Count: > 0 } waiting; after = waiting[^1].Position)
                    foreach (var message in waiting.Where(message => !held.Contains(message.Line)))
                    {
                        if ((!all && failing.TryGetValue(message.Message, out var failed) && failed.Next > DateTimeOffset.UtcNow) || !await Carry(sender, message)) { held.Add(message.Line); continue; }
                        gone++;
                        if (hosted.Jurisdictions.Contains(message.Receiver)) look.Enqueue(message.Receiver);
                    }
            }
        }
        finally
        {
            one.Release();
        }
        return gone;
    }

    /// <summary>One message: packed, carried, its answer recorded. False where it has to be tried again.</summary>
    async Task<bool> Carry(string sender, Waiting message)
    {
        try
        {
            var reply = await outbox.Pack(sender, message, closing.Token) is { } envelope ? Reply.From(await deliver(envelope.ToBytes(), closing.Token)) : Reply.No(new Refusal("case.forgotten"));
            if (reply.IsNotNow) { Failed(message.Message, reply.Words?.Zh ?? reply.Refusal ?? ""); return false; }
            await outbox.Settle(sender, message, reply, clock.Now, closing.Token);
            failing.TryRemove(message.Message, out _);
            return true;
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failed)
        {
            // Whatever failed, on the way or over there: the message stands in the journal, and no other case's waits for it.
            log.LogWarning(failed, "Message {Message} to {Receiver} has to be tried again", message.Message, message.Receiver);
            Failed(message.Message, failed.Message);
            return false;
        }
    }

    void Failed(string message, string why) => failing.AddOrUpdate(message, _ => new Failing(1, why, DateTimeOffset.UtcNow + Beat),
        (_, before) => new Failing(before.Tries + 1, why, DateTimeOffset.UtcNow + Pause(before.Tries)));

    static TimeSpan Pause(int tries) => tries >= 9 ? LongestPause : TimeSpan.FromSeconds(1 << tries);
}
