using System.CommandLine;
using Tongzheng;
using Tongzheng.Casework.Drafts;
using Tongzheng.Cli;
using Tongzheng.Directories;
using Tongzheng.Journals;

// The command-line program: lint packs, run conformance folders, verify or rebuild a journal.
var folder = new Argument<string>("folder") { Description = "The folder to read." };
var data = new Option<string>("--data") { Description = "The node's data folder.", DefaultValueFactory = _ => "data" };
var database = new Option<string?>("--database") { Description = "PostgreSQL connection string, where the node uses one." };
var keys = new Option<string?>("--keys") { Description = "Connection string of the key store, where it is PostgreSQL." };

var origin = new Option<string>("--origin") { Description = "The address under which the node signs its checkpoints.", DefaultValueFactory = _ => new NodeSettings().Origin, Recursive = true };
var region = new Option<string>("--region") { Description = "The region whose parameters the packs use.", DefaultValueFactory = _ => "regions/yunlan" };

var lint = new Command("lint", "Checks packs; names file, line and remedy of each finding.") { folder, region };
lint.SetAction(parsed => LintPacks.Run(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(region), Console.Out));

var matter = new Argument<string>("matter") { Description = "The matter, by the name of its folder." };
var plan = new Option<string?>("--plan") { Description = "A plan as JSON (see docs/modelling.md); what it leaves out is proposed." };
plan.Validators.Add(given =>
{
    if (given.GetValueOrDefault<string?>() is { } file && !File.Exists(file)) given.AddError($"There is no file {file}.");
});
var cases = new Option<int?>("--cases") { Description = "Counted cases of one run." };
var runs = new Option<int?>("--runs") { Description = "Independent runs." };
var arrivals = new Option<double?>("--arrivals") { Description = "Cases that come on a working day." };
var officers = new Option<int?>("--officers") { Description = "Officers of every post." };
var seed = new Option<int?>("--seed") { Description = "The same number gives the same answer." };
var json = new Option<bool>("--json") { Description = "The whole result as JSON." };
var simulate = new Command("simulate", "Plays synthetic cases through a matter; prints where their time goes.") { folder, matter, region, plan, cases, runs, arrivals, officers, seed, json };
simulate.SetAction((parsed, stop) => Task.FromResult(SimulateMatter.Run(new(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(region), parsed.GetRequiredValue(matter), parsed.GetValue(plan), parsed.GetValue(cases),
    parsed.GetValue(runs), parsed.GetValue(arrivals), parsed.GetValue(officers), parsed.GetValue(seed), parsed.GetValue(json)), DateOnly.FromDateTime(DateTime.Today), Console.Out, stop)));

var dmn = new Command("dmn", "Runs a folder laid out like the DMN TCK.") { folder };
dmn.SetAction(parsed => Tongzheng.Cli.Conformance.Dmn.Run(parsed.GetRequiredValue(folder), Console.Out));
var bpmn = new Command("bpmn", "Runs a folder laid out like the betsy or MIWG suites.") { folder };
bpmn.SetAction(parsed => Tongzheng.Cli.Conformance.Bpmn.Run(parsed.GetRequiredValue(folder), Console.Out));

var amount = new Argument<string>("amount") { Description = "Rounds, such as 1000000, or seconds, such as 60s.", DefaultValueFactory = _ => "1000000" };
var first = new Option<long>("--from") { Description = "The round to begin with, to run one again.", DefaultValueFactory = _ => 0 };
var models = new Option<string[]>("--models") { Description = "Folders of models to change.", DefaultValueFactory = _ => ["packs"] };
amount.Validators.Add(given =>
{
    if (given.GetValueOrDefault<string>() is var text && Rounds(text) is null && Seconds(text) is null) given.AddError($"{text} is neither a number of rounds (1000000) nor of seconds (60s).");
});
models.Validators.Add(given =>
{
    if (given.GetValueOrDefault<string[]>() is { } folders && !folders.Any(Directory.Exists)) given.AddError($"{string.Join(", ", folders)} is no folder.");
});
var fuzz = new Command("fuzz", "Feeds the decision engine changed expressions and models; each must end in a value or a refusal.") { amount, first, models };
fuzz.SetAction(parsed =>
{
    var text = parsed.GetRequiredValue(amount);
    return Tongzheng.Cli.Fuzzing.Fuzz.Run(Rounds(text) ?? long.MaxValue, Seconds(text) ?? TimeSpan.MaxValue, parsed.GetRequiredValue(first), parsed.GetRequiredValue(models), Console.Out) == 0 ? 0 : 1;
});

var verify = new Command("verify", "Checks every fact, the tree, the checkpoints and every read model.") { data, database, keys };
verify.SetAction(async parsed =>
{
    await using var journal = await Open(parsed);
    var found = await journal.Verify(Show);
    foreach (var finding in found.Findings) Console.WriteLine($"{finding.Jurisdiction} {finding.Part} {finding.Where}: {finding.What}");
    Console.WriteLine($"{found.Facts} facts read, {found.Findings.Count} findings");
    return found.Findings.Count == 0 ? 0 : 1;
});
var rebuild = new Command("rebuild", "Computes every read model anew from the journal.") { data, database, keys };
rebuild.SetAction(async parsed =>
{
    await using var journal = await Open(parsed);
    await journal.Rebuild(Show);
    return 0;
});

var jurisdiction = new Option<string?>("--jurisdiction") { Description = "Whose journal: six digits; every journal of the node where it is left out." };
var subject = new Option<string>("--subject") { Description = "The opaque id of the person.", Required = true };
var ground = new Option<string>("--ground") { Description = "Law and reason; it stays in the journal, so it names nobody.", Required = true };
var forget = new Command("forget", "Forgets a person: their text is in no table, file or log afterwards; every proof still verifies.") { data, database, keys, jurisdiction, subject, ground };
forget.SetAction(async parsed =>
{
    await using var journal = await Open(parsed);
    var reason = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { ground = parsed.GetRequiredValue(ground) });
    var was = false;
    foreach (var each in parsed.GetValue(jurisdiction) is { } one ? [one] : await journal.Jurisdictions())
        was |= await ForgetPerson.From(journal, each, parsed.GetRequiredValue(subject), DateTimeOffset.UtcNow, reason);
    Console.WriteLine(was ? "Forgotten." : "Nothing is kept of this subject.");
    return was ? 0 : 1;
});
var target = new Argument<string>("folder") { Description = "Where the copy goes; keys go to a folder of their own beside it." };
var backup = new Command("backup", "Copies facts and uploads of a running node, and the keys apart from them (SQLite; PostgreSQL has its own tools).") { target, data };
backup.SetAction(async parsed =>
{
    await using var journal = await Open(parsed);
    await journal.Backup(parsed.GetRequiredValue(target));
    await journal.BackupKeys(parsed.GetRequiredValue(target) + "-keys");
    return 0;
});

// A folder mistyped would be founded anew, and what was never there verifies without a finding.
foreach (var command in (Command[])[verify, rebuild, forget, backup])
    command.Validators.Add(given =>
    {
        if (given.GetValue(database) is null && given.GetValue(data) is { } at && !File.Exists(Path.Combine(at, "journal.db")))
            given.AddError($"{at} holds no journal (journal.db). Name the node's data folder with --data.");
    });

return new RootCommand("通政 Tongzheng")
{
    lint, simulate, fuzz, new Command("conformance", "Runs public test suites from a folder.") { dmn, bpmn }, new Command("journal", "Looks after a node's journal.") { verify, rebuild, forget, backup, origin },
}.Parse(args).Invoke();

async Task<Journal> Open(ParseResult parsed)
{
    var settings = new NodeSettings { Data = parsed.GetRequiredValue(data), Database = parsed.GetValue(database), Keys = parsed.GetValue(keys), Origin = parsed.GetRequiredValue(origin) };
    return await Journal.Open(new JournalOptions
    {
        Database = settings.DatabaseOrFile,
        Keys = settings.KeysOrFile,
        Blobs = Path.Combine(settings.Data, "blobs"),
        Origin = settings.Origin,
        Models = Node.Models(CitizenIndex.OpenOrCreate(Path.Combine(settings.Data, "keys", "citizen-index.key"))),
        Progress = Show,
    });
}

static long? Rounds(string? text) => long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : null;

static TimeSpan? Seconds(string? text) => text is [.. var digits, 's'] && Rounds(digits) is { } seconds and < 1_000_000 ? TimeSpan.FromSeconds(seconds) : null;

static void Show(Progress progress) => Console.Error.Write($"\r{progress.Work}: {progress.Done}/{progress.Total}   ");
