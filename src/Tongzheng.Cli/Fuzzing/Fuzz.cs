using System.Diagnostics;
using System.Xml;
using System.Xml.Linq;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Cli.Fuzzing;

/// <summary>
/// Feeds the decision engine random and changed expressions and models. Each must end in a value or in a refusal, soon, on a
/// small stack. A round is made of its number alone, so a round that broke something can be run again.
/// </summary>
public static class Fuzz
{
    /// <summary>One round in so many is a model; the others are expressions.</summary>
    const int RoundsPerModel = 8;

    /// <summary>The smallest stack that threads usually have.</summary>
    const int StackBytes = 1 << 20;

    /// <summary>Longer is a hang: the limits below allow some milliseconds of work.</summary>
    static readonly TimeSpan longest = TimeSpan.FromSeconds(20);

    static readonly EvaluationOptions small = new() { Now = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8)), Steps = 20_000, ListSize = 10_000, StringSize = 100_000 };

    /// <summary>Runs rounds until the count or the time is used up.</summary>
    /// <param name="rounds">How many.</param>
    /// <param name="time">How long at most.</param>
    /// <param name="first">The round to begin with.</param>
    /// <param name="folders">Where models to change are taken from.</param>
    /// <param name="output">Receives progress, and each round that broke something.</param>
    /// <returns>How many rounds broke something.</returns>
    public static int Run(long rounds, TimeSpan time, long first, IReadOnlyList<string> folders, TextWriter output)
    {
        var models = folders.Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.dmn", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        if (models.Count == 0)
            throw new DirectoryNotFoundException("There is no model to change in any of the folders.");
        var examples = models.SelectMany(Texts).Distinct().Order(StringComparer.Ordinal).ToList();
        var broken = 0;
        var (done, refused) = (0L, 0L);
        var began = Stopwatch.StartNew();
        long roundBegan = Stopwatch.GetTimestamp(), at = first;
        var work = new Thread(Work, StackBytes);
        work.Start();
        while (!work.Join(TimeSpan.FromSeconds(1)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref roundBegan)) < longest)
                continue;
            output.WriteLine($"round {Volatile.Read(ref at)} hangs: {Describe(Volatile.Read(ref at))}");
            return broken + 1;
        }

        output.WriteLine($"{done} rounds in {began.Elapsed.TotalSeconds:0} s, {refused} refused, {broken} broke something");
        return broken;

        void Work()
        {
            for (; done < rounds && began.Elapsed < time; done++)
            {
                Volatile.Write(ref at, first + done);
                Volatile.Write(ref roundBegan, Stopwatch.GetTimestamp());
                if (done % 50_000 == 0 && done > 0)
                    output.WriteLine($"{done} rounds, {began.Elapsed.TotalSeconds:0} s; next is round {at}");
                try
                {
                    Round(at);
                }
                catch (Exception problem) when (problem is FeelSyntaxException or DmnException)
                {
                    refused++;
                }
                catch (Exception problem) when (problem is not (FeelSyntaxException or DmnException))
                {
                    broken++;
                    output.WriteLine($"round {at}: {problem.GetType().Name} {problem.Message}{Environment.NewLine}{problem.StackTrace}{Environment.NewLine}{Describe(at)}");
                }
            }
        }

        void Round(long number)
        {
            var random = new Random(HashCode(number));
            if (number % RoundsPerModel == 0)
            {
                FuzzModels.Try(random, FuzzModels.Changed(random, models, examples), small);
                return;
            }

            var result = FeelExpression.Compile(FuzzText.Make(random, examples)).Evaluate(new FeelContext().Set("x", 3), small);
            _ = result.Value.ToString();
        }

        string Describe(long number)
        {
            var random = new Random(HashCode(number));
            return number % RoundsPerModel == 0 ? FuzzModels.Changed(random, models, examples) : FuzzText.Make(random, examples);
        }
    }

    /// <summary>Neighbouring rounds get seeds far apart.</summary>
    static int HashCode(long round) => (int)((ulong)round * 0x9E3779B97F4A7C15 >> 33);

    static IEnumerable<string> Texts(string model)
    {
        try
        {
            return XDocument.Parse(model).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).Where(text => text.Length is > 0 and < 2_000).ToList();
        }
        catch (XmlException)
        {
            return [];
        }
    }
}
