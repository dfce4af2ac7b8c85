using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Tongzheng.Casework.Files;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>What the pages and the API share in doing tasks: which post acts, which form is filled, what may be corrected.</summary>
public sealed class TaskDesk(Cases cases, FileDesk files)
{
    public Cases Cases => cases;
    public FileDesk Files => files;

    public async Task<Outcome<Receipt>> Do(
        HttpContext context, Case current, long task, Typed typed, IReadOnlyList<string> correctionFields, IReadOnlyDictionary<string, string> notes, CancellationToken stop)
    {
        if (ActOn(context, current, task) is not { } act)
            return await cases.Answered(context.Act(JurisdictionId.Parse(current.Jurisdiction)), current, stop) is { } first ? first : new Refusal("task.not-open");
        if (Complete.WhyNot(current, task, act) is { } refusal) return refusal;
        var filled = Fill(current, task, typed, act, true);
        if (filled.Errors.Count > 0) return filled.Errors[0];
        return await Complete.Handle(cases, current, new Complete.Request(task, filled, correctionFields, notes), act, stop);
    }

    /// <summary>The act of doing a task, in the caller's post that may do it.</summary>
    public Act? ActOn(HttpContext context, Case current, long task) =>
        current.Tasks.FirstOrDefault(open => open.Task == task) is not { } open ? null
            : context.Act(JurisdictionId.Parse(current.Jurisdiction), context.Caller().Posts
                .Where(post => Complete.HoldsPost(open, post)).OrderByDescending(post => post.Role.ToString() == open.Post).Select(post => (PostId?)post).FirstOrDefault());

    /// <summary>Reads what was typed against the task's own form; a task without one asks nothing.</summary>
    public Filled Fill(Case current, long task, Typed typed, Act act, bool final)
    {
        var form = current.Version.FindForm(current.Tasks.First(open => open.Task == task).Form) ?? Form.Of("none", []);
        return Forms.Fill.Read(form, typed, new Dictionary<string, Known>(), Variables(current), new EvaluationOptions { Now = act.Now }, final);
    }

    /// <summary>The form of what the party says of a correction, beside the application itself.</summary>
    public static Form OwnWords(Case current) => current.Version.FindForm(current.CorrectionTask?.Form) ?? Form.Of("none", []);

    /// <summary>What the party says of a correction.</summary>
    public static Filled FillWords(Case current, IReadOnlyDictionary<string, StringValues> typed, DateTimeOffset now, bool final = true) =>
        Forms.Fill.Read(OwnWords(current), new Typed(typed, new Dictionary<string, Upload>()), new Dictionary<string, Known>(), Variables(current), new EvaluationOptions { Now = now }, final);

    /// <summary>The application form again, filled with the answers as they stand and what was typed over them.</summary>
    /// <param name="whole">Every open field was on the page: one that was not posted was unticked or emptied.</param>
    public async Task<Filled> FillCorrection(
        HttpContext context, Case current, IReadOnlyDictionary<string, StringValues> typed, IReadOnlyList<Upload> fresh, CancellationToken stop, bool final = true, bool whole = false)
    {
        var (values, uploads) = Stored(current);
        var allowed = MayChange(current, context.Act(JurisdictionId.Parse(current.Jurisdiction)).Now);
        if (whole)
            foreach (var name in values.Keys.Where(name => allowed is null || allowed.Contains(Root(name))).ToList()) values.Remove(name);
        // What is sent of a list is the whole list: a row that is not there was taken out.
        foreach (var root in typed.Keys.Select(Root).ToHashSet())
            foreach (var name in values.Keys.Where(name => Root(name) == root).ToList()) values.Remove(name);
        foreach (var (name, value) in typed) values[name] = value;
        foreach (var upload in fresh) uploads[upload.Id] = upload;
        return Forms.Fill.Read(current.Version.ApplicationForm, await WithFiles(current, values, uploads, stop), KnownOf(current), Variables(current),
            new EvaluationOptions { Now = context.Act(JurisdictionId.Parse(current.Jurisdiction)).Now }, final);
    }

    /// <summary>What was typed, with the files of the case's party that it names.</summary>
    /// <param name="uploads">Those that are at hand already.</param>
    public async Task<Typed> WithFiles(Case current, IReadOnlyDictionary<string, StringValues> typed, Dictionary<string, Upload> uploads, CancellationToken stop)
    {
        foreach (var id in typed.Values.SelectMany(value => value).OfType<string>().Where(id => !uploads.ContainsKey(id) && DocumentId.TryParse(id, out _)))
            if (await files.Find(JurisdictionId.Parse(current.Jurisdiction), id, current.Opened.Party, stop) is { } upload) uploads[id] = upload;
        return new Typed(typed, uploads);
    }

    /// <summary>
    /// The fields a correction may change: those that were named, and those that are hidden as the answers stand, for a new
    /// answer can bring them to light and then they must be filled. Null where everything is open.
    /// </summary>
    public static IReadOnlySet<string>? MayChange(Case current, DateTimeOffset now)
    {
        if (current.Correction is not { Fields.Count: > 0 } asked) return null;
        var (values, uploads) = Stored(current);
        var hidden = Forms.Fill.Read(current.Version.ApplicationForm, new Typed(values, uploads), KnownOf(current), Variables(current), new EvaluationOptions { Now = now }, final: false).Hidden;
        return asked.Fields.Concat(hidden.Where(name => !name.Contains('.') && !name.Contains('#'))).ToHashSet();
    }

    /// <summary>Facts that were known at the application stay as they were then.</summary>
    public static IReadOnlyDictionary<string, Known> KnownOf(Case current)
    {
        var known = new Dictionary<string, Known>();
        if (current.Answers is not { } answers) return known;
        foreach (var component in current.Version.ApplicationForm.All)
            if (component is { Element: { } element, Key: { } key } && answers.TryGetProperty(key, out var value) && value.ValueKind != System.Text.Json.JsonValueKind.Null)
                known[element] = new Known(FeelValue.FromJson(value), new Text("申请时的登记信息", "the register, at the application"));
        return known;
    }

    /// <summary>The answers of a case as they were typed, with the files among them.</summary>
    public static (Dictionary<string, StringValues> Values, Dictionary<string, Upload> Uploads) Stored(Case current) =>
        current.Answers is { } answers ? Stored(answers) : ([], []);

    /// <summary>Answers that are kept as JSON, as they were typed.</summary>
    public static (Dictionary<string, StringValues> Values, Dictionary<string, Upload> Uploads) Stored(JsonElement answers)
    {
        var uploads = new Dictionary<string, Upload>();
        foreach (var member in answers.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Array)
                foreach (var item in member.Value.EnumerateArray())
                    if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("upload", out var id))
                        uploads[id.ToString()] = new Upload(id.ToString(), item.GetProperty("name").ToString(), item.GetProperty("mediaType").ToString(), item.GetProperty("bytes").GetInt64(), item.GetProperty("hash").ToString());
        return (Typed.FromJson(answers).ToDictionary(pair => pair.Key, pair => pair.Value), uploads);
    }

    /// <summary>A file of a case: handed in with the application, shown at the counter, or added by an officer in a step.</summary>
    public static Upload? FindFile(Case current, string id) =>
        current.Opened.ProofFile is { } proof && proof.Id == id ? proof
            : Stored(current).Uploads.GetValueOrDefault(id) ?? Stored(VariablesJson(current)).Uploads.GetValueOrDefault(id);

    /// <summary>The variables of the procedure: the application, and what officers answered.</summary>
    public static JsonElement VariablesJson(Case current) => JsonDocument.Parse(Variables(current).ToJson()).RootElement;

    static FeelContext Variables(Case current) => current.State?.Variables ?? new FeelContext();

    static string Root(string name) => name.IndexOf('.') is var dot and > 0 ? name[..dot] : name;
}
