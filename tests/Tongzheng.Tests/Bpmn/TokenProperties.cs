using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tongzheng.Bpmn;
using Tongzheng.Feel;

namespace Tongzheng.Tests.Bpmn;

/// <summary>Random sound procedures × random triggers: the engine agrees with a second interpreter at every step.</summary>
public class TokenProperties
{
    const int Procedures = 300;
    const int Triggers = 60;
    const string Noise = "<>\"&=/ aß受\u0001";

    static void ForAllSeeds(Action<Random> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => holds(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(Procedures));

    [Fact]
    public void No_token_is_ever_lost_or_doubled() => ForAllSeeds(random =>
    {
        var block = Block.Random(random, random.Next(9));
        var one = new Case(ProcessDefinition.Parse(block.ToXml(), "procedure"));
        var numbers = new Block.Numbers { N = random.Next(64) };
        one.Start($$"""{"n": {{numbers.N}}}""");
        var live = new Block.Live(block, numbers);
        live.Settle();
        for (var step = 0; step < Triggers && !live.IsDone; step++)
        {
            Agree(one, live);
            Whole(one.State);
            NothingBogusIsTaken(one, random);
            var open = live.Open().ToList();
            var (task, canBeLate, at) = open[random.Next(open.Count)];
            if (canBeLate && random.Next(2) == 0)
            {
                one.Fire($"{task}late");
                at.RunLate();
            }
            else
            {
                var n = step > Triggers / 2 ? 1 : random.Next(64); // later on, loops come to their end
                one.Complete(task, $$"""{"n": {{n}}}""");
                at.Complete(n);
            }
            live.Settle();
        }
        Agree(one, live);
        Assert.True(live.IsDone == one.HasEnded);
        Assert.True(!one.HasEnded || (one.State.Tokens.Count == 0 && one.State.Waits.Count == 0 && one.State.Scopes.Count == 1));
        one.Replays();
    });

    [Fact]
    public void A_case_that_is_sent_back_again_and_again_loses_and_doubles_no_token() => ForAllSeeds(random =>
    {
        var block = Block.Random(random, random.Next(9));
        var xml = block.ToXml();
        var definition = ProcessDefinition.Parse(xml, "procedure");
        var one = new Case(definition);
        one.Start("""{"n": 0}""");
        var done = new HashSet<string>();
        for (var step = 0; step < Triggers * 5 && !one.HasEnded; step++)
        {
            Whole(one.State);
            var open = one.State.Waits.Where(wait => wait.Kind == WaitKind.Task).ToList();
            Assert.NotEmpty(open); // else a token was lost
            var plain = open.Select(wait => wait.ElementId).Where(id => !xml.Contains($"<userTask id=\"{id}\"><multiInstance", StringComparison.Ordinal)).ToList();
            Assert.Equal(plain.Count, plain.Distinct().Count()); // else one was doubled
            var wait = open[random.Next(open.Count)];
            var back = definition.Find(wait.ElementId) is { } element ? WayBack.From(element).Select(way => way.To.Id).Where(done.Contains).ToList() : [];
            if (step < Triggers && back.Count > 0 && random.Next(2) == 0)
            {
                one.Do(new SendBack(wait.Id, back[random.Next(back.Count)]));
                continue;
            }
            one.Do(new CompleteTask(wait.Id, Case.Context($$"""{"n": {{(step > Triggers ? 1 : random.Next(64))}}}""")));
            done.Add(wait.ElementId);
        }
        Assert.True(one.HasEnded);
        Assert.True(one.State.Tokens.Count == 0 && one.State.Waits.Count == 0 && one.State.Scopes.Count == 1);
        one.Replays();
    });

    [Fact]
    public void What_is_sound_by_construction_is_found_sound() => ForAllSeeds(random =>
    {
        var definition = ProcessDefinition.Parse(Block.Random(random, random.Next(9)).ToXml(), "procedure");
        Assert.Empty(definition.Check().Where(finding => finding.Severity == Severity.Error || finding.Code == "path.twice").Select(finding => finding.Message));
    });

    [Fact]
    public void A_damaged_file_is_refused_with_its_place_or_still_means_something() => ForAllSeeds(random =>
    {
        var xml = new StringBuilder(Block.Random(random, random.Next(9)).ToXml());
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(xml.Length);
            if (random.Next(2) == 0)
                xml.Remove(at, Math.Min(random.Next(1, 30), xml.Length - at));
            else
                xml.Insert(at, Noise[random.Next(Noise.Length)]);
        }
        try
        {
            ProcessDefinition.Parse(xml.ToString()).Check();
        }
        catch (BpmnException refusal)
        {
            Assert.True(refusal.Line >= 1 && refusal.Column >= 1);
            Assert.NotEmpty(refusal.Reason);
        }
    });

    static void Agree(Case one, Block.Live live)
    {
        var expected = live.Open().Select(open => open.Task).Order(StringComparer.Ordinal);
        var actual = one.State.Waits.Where(wait => wait.Kind == WaitKind.Task).Select(wait => wait.ElementId).Order(StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }

    /// <summary>Every token has its scope, every scope its owner, every wait its token; nothing else is in the state.</summary>
    static void Whole(ProcessState state)
    {
        var ids = state.Tokens.Select(token => token.Id).Concat(state.Scopes.Select(scope => scope.Id)).Concat(state.Waits.Select(wait => wait.Id)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id, 1, state.LastId));
        var tokens = state.Tokens.Select(token => token.Id).ToHashSet();
        var scopes = state.Scopes.Select(scope => scope.Id).ToHashSet();
        Assert.All(state.Tokens, token => Assert.Contains(token.ScopeId, scopes));
        Assert.All(state.Waits, wait => Assert.Contains(wait.TokenId, tokens));
        Assert.All(state.Scopes.Skip(1), scope => Assert.Contains(scope.OwnerId, tokens));
        Assert.All(state.Tokens.Where(token => token.Phase == TokenPhase.Active), token =>
            Assert.True(state.Waits.Any(wait => wait.TokenId == token.Id) || state.Scopes.Any(scope => scope.OwnerId == token.Id), $"token {token.Id} waits for nothing"));
        Assert.DoesNotContain(state.Tokens, token => token.Phase is TokenPhase.Ready or TokenPhase.Opening or TokenPhase.Completing or TokenPhase.Leaving);
    }

    static void NothingBogusIsTaken(Case one, Random random)
    {
        var open = one.State.Waits.Select(wait => wait.Id).ToHashSet();
        var id = random.NextInt64(-1, one.State.LastId + 3);
        if (!open.Contains(id))
            one.Refused(new CompleteTask(id, new FeelContext()));
        one.Refused(new ReceiveMessage("nobody waits for this", new FeelContext()));
        one.Refused(new Start(new FeelContext()));
    }
}
