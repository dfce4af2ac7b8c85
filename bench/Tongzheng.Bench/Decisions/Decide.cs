using System.Buffers;
using System.Text.Json;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Bench.Decisions;

/// <summary>Decision tables and expressions against feelin, GoRules Zen and json-rules-engine on the same tables, expressions and inputs.</summary>
static class Decide
{
    const int Rounds = 5, Batch = 100;

    static readonly EvaluationOptions options = new() { Now = DateTimeOffset.UnixEpoch };

    public static Task Run(double scale)
    {
        using var peers = Peers.Start("feel");
        var results = new Dictionary<string, List<double>>();
        var (ten, thousand, equal) = (Samples.Table(10, true), Samples.Table(1000, true), Samples.Table(1000, false));
        var (last, far) = (Input(95, "k9"), Input(9995, "k9"));
        var json = JsonSerializer.SerializeToUtf8Bytes(new { age = 95, kind = "k9" });
        var compiled = Samples.Expressions.Select(text => FeelExpression.Compile(text)).ToArray();
        var variables = new FeelContext().Set("a", 12).Set("b", 3);
        for (var round = 0; round <= Rounds; round++) // the first warms up
        {
            Measure("table of 10, typed", () => Hit(ten, last, "r9"));
            Measure("table of 10, explained", () => ten.Evaluate("d", last, options, explain: true));
            Measure("table of 10, JSON in and out", () => Answer(ten, json));
            Measure("table of 1,000, intervals", () => Hit(thousand, far, "r999"));
            Measure("table of 1,000, equality", () => Hit(equal, far, "r999"));
            Measure("expressions compiled once", () => { foreach (var one in compiled) one.Evaluate(variables, options); }, compiled.Length);
            Measure("expressions compiled each time", () => { foreach (var text in Samples.Expressions) FeelExpression.Compile(text).Evaluate(variables, options); }, compiled.Length);
            foreach (var peer in peers is null ? [] : new[] { "feelin table", "feelin expressions", "zen table", "zen table, 32 in flight", "json-rules-engine table" })
                Note(peer, peers!.PerSecond(peer, scale / 2));
            if (round == 0)
                results.Clear();
        }

        foreach (var (what, rates) in results)
            Report.Rate(what, rates);
        Report.Ratio("1,000 rows / 10 rows, intervals (cost at most 5 times)", results["table of 1,000, intervals"], results["table of 10, typed"], 1 / 5.0);
        Report.Ratio("1,000 rows / 10 rows, equality (cost at most 5 times)", results["table of 1,000, equality"], results["table of 10, typed"], 1 / 5.0);
        Report.Ratio("explained / plain (cost at most twice)", results["table of 10, explained"], results["table of 10, typed"], 1 / 2.0);
        Report.Ratio("table of 10, typed / 2,000,000 a second", results["table of 10, typed"], Enumerable.Repeat(2e6, Rounds).ToList(), 1, 2.5);
        if (peers is null)
            return Task.CompletedTask;
        Report.Ratio("table of 10, typed / feelin", results["table of 10, typed"], results["feelin table"], 600);
        Report.Ratio("table of 10, JSON in and out / feelin", results["table of 10, JSON in and out"], results["feelin table"], 90);
        Report.Ratio("table of 10, typed / zen, 32 in flight", results["table of 10, typed"], results["zen table, 32 in flight"], 40);
        Report.Ratio("expressions compiled once / feelin", results["expressions compiled once"], results["feelin expressions"], 300, 1000);
        Report.Ratio("expressions compiled each time / feelin", results["expressions compiled each time"], results["feelin expressions"], 10, 30);
        return Task.CompletedTask;

        void Measure(string what, Action action, int units = 1) => Note(what, units * Batch * Report.PerSecond(scale / 4, () =>
        {
            for (var i = 0; i < Batch; i++)
                action();
        }));

        void Note(string what, double rate)
        {
            if (!results.TryGetValue(what, out var rates))
                results[what] = rates = [];
            rates.Add(rate);
        }
    }

    static FeelContext Input(int age, string kind) => new FeelContext().Set("age", age).Set("kind", kind);

    static void Hit(DmnModel model, FeelContext input, string expected)
    {
        if (model.Evaluate("d", input, options).Value.AsString != expected)
            throw new InvalidOperationException($"The table did not give {expected}.");
    }

    static void Answer(DmnModel model, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var value = model.Evaluate("d", FeelContext.FromJson(document.RootElement), options).Value;
        var output = new ArrayBufferWriter<byte>(64);
        using var writer = new Utf8JsonWriter(output);
        value.WriteTo(writer);
        writer.Flush();
    }
}
