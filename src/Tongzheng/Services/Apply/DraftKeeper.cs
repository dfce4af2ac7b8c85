using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Casework.Files;
using Tongzheng.Directories;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Apply;

/// <summary>Takes in what a page posted: typed fields and files.</summary>
sealed class DraftKeeper(Desk desk, FileDesk files, Hosted hosted)
{
    const string FilePrefix = "file:";

    /// <summary>Stores the files of a post; each that is refused says why, and the others stay.</summary>
    /// <param name="asked">The form they answer: what its slots do not take is not stored.</param>
    public async Task<(IReadOnlyDictionary<string, List<Upload>> Files, List<Refusal> Errors)> Receive(Act act, string owner, IFormFileCollection posted, Form? asked, CancellationToken stop)
    {
        var received = new Dictionary<string, List<Upload>>();
        var errors = new List<Refusal>();
        foreach (var file in posted.Where(file => file.Name.StartsWith(FilePrefix, StringComparison.Ordinal) && file.FileName.Length > 0))
        {
            var field = file.Name[FilePrefix.Length..];
            if (asked is not null && FileSlot.Find(asked, field)?.Accept is { } accept && !FileSlot.Takes(accept, file.FileName))
            {
                errors.Add(new Refusal("file.kind", ("name", file.FileName), ("kinds", FileSlot.Words(accept))) { Field = field });
                continue;
            }
            await using var content = file.OpenReadStream();
            var outcome = await files.Receive(act, owner, file.FileName, content, file.Length, stop);
            if (outcome.Value is not { } upload) { errors.Add((outcome.Refusal ?? new Refusal("file.kind")) with { Field = field }); continue; }
            if (!received.TryGetValue(field, out var list)) received[field] = list = [];
            list.Add(upload);
        }
        return (received, errors);
    }

    /// <summary>All that is wrong with a post, in the order of the form. Why a file was refused says more than that it is missing.</summary>
    public static List<Refusal> AllWrong(Form asked, IReadOnlyList<Refusal> files, IEnumerable<Refusal> answers)
    {
        var places = asked.All.Select((component, place) => (component.Key, place)).Where(each => each.Key is not null).DistinctBy(each => each.Key).ToDictionary(each => each.Key ?? "", each => each.place);
        int PlaceOf(Refusal error) => error.Field is { } field && places.TryGetValue(field.Split('.')[0], out var place) ? place : int.MaxValue;
        return [.. files.Concat(answers.Where(error => files.All(file => file.Field != error.Field))).OrderBy(PlaceOf)];
    }

    /// <summary>The typed fields of a post, each new file among the kept ones of its slot.</summary>
    public Dictionary<string, StringValues> Typed(IFormCollection form, IReadOnlyDictionary<string, List<Upload>> received)
    {
        var typed = form.Where(pair => pair.Key.Length > 0 && !pair.Key.StartsWith('_')).ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (field, uploads) in received)
            typed[field] = StringValues.Concat(typed.GetValueOrDefault(field), new StringValues([.. uploads.Select(upload => upload.Id)]));
        return typed;
    }

    /// <summary>The session ran out while somebody typed: their text is kept under the draft's own key until they sign in again.</summary>
    public async Task<IResult> KeepOfNobody(HttpContext context, string matter, ApplyOnline.Where where, IFormCollection form, CancellationToken stop)
    {
        if (desk.Cases.Versions.FindLive(matter) is not { } version) return Problem.For(context, new Refusal("matter.unknown", ("matter", matter)));
        var place = where.Region ?? hosted.Governments.FirstOrDefault(government => government.Id.Level == RegionLevel.County)?.Id.ToString();
        var jurisdiction = RegionCode.TryParse(place, out var region) ? JurisdictionId.Of(region) : JurisdictionId.State;
        var act = context.Act(jurisdiction);
        var id = DraftId.New(act.Now).ToString();
        var owner = Draft.OwnerOf(id);
        var (received, _) = await Receive(act, owner, form.Files, version.ApplicationForm, stop);
        var keys = version.ApplicationForm.All.Select(component => component.Key).OfType<string>();
        var old = where.Draft is { } before ? await desk.Drafts.Find(jurisdiction, before, stop) : null;
        var content = (old is { Saved.Person: null } ? old.Content : DraftContent.Empty).With(Posted(form, keys), Typed(form, received), received.SelectMany(pair => pair.Value));
        var saved = new DraftSaved { Draft = id, Owner = owner, Matter = matter, Version = version.Matter.Hash, Content = content };
        if (await desk.Drafts.Save(act, saved, 0, stop) is { } refusal) return Problem.For(context, refusal);
        return Results.Redirect("/sign-in?next=" + Uri.EscapeDataString((where with { Draft = id, Region = jurisdiction.ToString() }).Href(matter, where.IsReview ? "1" : where.Page.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    /// <summary>
    /// Text and files of a draft of nobody become the party's: kept under their subject from the next save on, so that they
    /// are forgotten with them. Where the draft is somebody's already, its own content.
    /// </summary>
    public async Task<DraftContent> Claimed(Act act, Draft? draft, string owner, CancellationToken stop)
    {
        if (draft is null) return DraftContent.Empty;
        if (draft.Saved.Owner == owner) return draft.Content;
        var moved = new Dictionary<string, Upload>();
        foreach (var upload in draft.Content.Uploads.Values)
            if (await files.Read(act.Jurisdiction, upload.Id, stop) is { } bytes
                && (await files.Receive(act, owner, upload.Name, new MemoryStream(bytes), bytes.Length, stop)).Value is { } kept)
                moved[upload.Id] = kept;
        return draft.Content with
        {
            Values = draft.Content.Values.ToDictionary(pair => pair.Key, pair => pair.Value.Select(value => value is not null && moved.TryGetValue(value, out var kept) ? kept.Id : value).ToArray()),
            Uploads = moved.Values.ToDictionary(upload => upload.Id),
        };
    }

    static IEnumerable<string> Posted(IFormCollection form, IEnumerable<string> keys) =>
        keys.Where(key => form.Keys.Any(name => name == key || name.StartsWith(key + ".", StringComparison.Ordinal)) || form.Files.Any(file => file.Name == FilePrefix + key));
}
