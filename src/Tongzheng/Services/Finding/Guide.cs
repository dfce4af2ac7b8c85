using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Events;
using Tongzheng.Services.Pages;
using Tongzheng.Services.Queue;
using Tongzheng.Web;

namespace Tongzheng.Services.Finding;

/// <summary>The guide of a matter (办事指南): who may, with what, how long, where; and the same for programs.</summary>
static class Guide
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/matters/{matter}", Page).Public().Ready().ExcludeFromDescription();
        routes.MapGet("/api/matters/{matter}", Read).Public().WithTags("Matters").WithSummary("One matter with all its elements").Produces<Matter>();
        routes.MapGet("/matters/{matter}/procedure.bpmn", Procedure).Public().ExcludeFromDescription();
        routes.MapGet("/api/matters/{matter}/procedure", Procedure).Public().WithTags("Matters").WithSummary("The procedure as BPMN 2.0").Produces<Stream>(contentType: "application/xml");
        routes.MapGet("/api/matters/{matter}/form", Form).Public().WithTags("Matters").WithSummary("The application form as form-js schema").Produces<JsonElement>();
    }

    static IResult Read(string matter, HttpContext context, Versions versions) =>
        versions.Catalogue.Find(matter) is { } found ? Results.Ok(found) : Problem.Of(new Refusal("matter.unknown", ("matter", matter)), context.Language());

    static IResult Form(string matter, HttpContext context, Versions versions) =>
        versions.Catalogue.Find(matter)?.Form is { } form ? Results.Text(form.Json, "application/json") : Problem.Of(new Refusal("matter.unknown", ("matter", matter)), context.Language());

    static IResult Procedure(string matter, HttpContext context, Versions versions) =>
        versions.Catalogue.Find(matter)?.Procedure is { } procedure ? Results.Text(procedure.Xml, "application/xml") : Problem.Of(new Refusal("matter.unknown", ("matter", matter)), context.Language());

    static IResult Page(string matter, HttpContext context, Versions versions, Offices offices, Hosted hosted, Halls halls)
    {
        if (versions.Catalogue.Find(matter) is not { } found) return Problem.For(context, new Refusal("matter.unknown", ("matter", matter)));
        var language = context.Language();
        var version = versions.FindLive(matter);
        var here = Counterpart.Find(versions, offices, hosted, matter, context.Region() ?? DefaultPlace(hosted)).Value;
        return new DrawnPage<GuidePage> { Frame = context.Frame(found.Name.Zh, found.Name.In(language)), Model = new GuideView
        {
            Name = found.Name.In(language),
            Code = found.BasicCode?.ToString() ?? found.Id,
            Department = found.Department.In(language),
            JointDepartments = [.. found.JointDepartments.Select(department => department.In(language))],
            Audience = found.ServiceObjects.Count == 0 ? null : string.Join(language.Of("、", ", "), found.ServiceObjects.Select(code => Codes.ServiceObjects[code].In(language))),
            Tags = [.. Home.Tags(found, language)],
            Bundle = BundleViews.Guide(found, language),
            Conditions = found.Conditions is { } conditions ? conditions.In(language).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [],
            Materials = [.. found.Materials.Select(material =>
            {
                var (blank, sample) = BlankForm.Of(found, material, version, versions.Catalogue.Shared);
                return new GuideMaterial(material.Name.In(language), material.Required, material.Copies, BlankHref: blank, SampleHref: sample);
            })],
            Steps = version is null ? [] : [.. Steps(version, language)],
            Limits = [.. Limits(found, language)],
            Basis = found.Basis is { } basis ? new LegalBasis(basis).In(language) : null,
            BasisConfirmed = found.BasisConfirmed,
            Fee = found.Fee switch { null => null, { Charged: false } => language.Of("免费", "Free of charge"), { Standard: { } standard } => standard.In(language), _ => language.Of("收费", "Charged") },
            FeeBasis = found.Fee?.Basis is { } feeBasis ? new LegalBasis(feeBasis).In(language) : null,
            Result = found.Result?.Name.In(language),
            Elsewhere = Elsewhere(found.CrossProvince)?.In(language),
            Places = version is null || found.CrossProvince.Length == 0 ? [] : [.. hosted.Governments.Where(government => government.Id.Level >= RegionLevel.County).Select(government => new Choice(government.Id.ToString(), government.Name.In(language)))],
            Counters = [.. Counters(here, found.Slug, halls, language)],
            OfficeHref = here is null ? null : "/offices/" + here.Office.Code,
            BlankHref = version is null or { Matter.IsExOfficio: true } ? null : $"/matters/{found.Slug}/blank-form",
            SampleHref = version is { Matter.IsExOfficio: false } && PaperForm.HasSample(version) ? $"/matters/{found.Slug}/sample-form" : null,
            Questions = Questions(found, language),
            IsExOfficio = found.IsExOfficio,
            ApplyHref = version is null || found.IsExOfficio ? null : $"/matters/{found.Slug}/apply",
            WhyNot = version is null ? language.Of("这个事项来自公开清单，只能查看，不能在这里申请。", "This matter comes from a published list; it can be read but not applied for here.")
                : found.IsExOfficio ? language.Of("这件事由机关依职权办理，不用申请。您是当事人的，进度和文书都在“我的办件”里。", "The office does this of its own motion; nobody applies for it. If it concerns you, its progress and letters are under “My cases”.") : null,
            EligibilityHref = version is { Matter.IsExOfficio: false } && found.Decisions.Count > 0 ? $"/matters/{found.Slug}/eligibility" : null,
            SourceAddress = found.SourceAddress,
            Note = found.Note.Length == 0 ? null : language.IsEnglish ? found.Note : found.Note.Replace("(unconfirmed)", "（待核实）", StringComparison.Ordinal),
        } };
    }

    static Text? Elsewhere(string mode) => mode switch
    {
        "全程网办" => new("全程网办：住在外地也在网上申请，由所选地方审查、决定，结果在网上领取，不用到场。也可以到您所在地的窗口，由窗口代收、转去办理。", "All online: whoever lives elsewhere applies here, the chosen place decides, and the result comes online; nobody has to travel. A counter where you live can also take it in and hand it on."),
        "异地代收代办" => new("异地代收代办：到您所在地的政务服务窗口提交，窗口核验身份、代收材料，转给有权的地方办理，结果回传。", "Collected elsewhere: a counter where you live checks who you are, takes the documents in and hands them on to the place that decides; the result comes back."),
        "多地联办" => new("多地联办：一地受理，另一地同步办理，材料随案移交，您不用两头跑。", "Several places together: one accepts, the other does its part, and the documents go with the case; you need not travel between them."),
        _ => null,
    };

    // What the person does first and gets last, and between them each kind of step once, in the order of the diagram; what
    // only happens when something is wrong is left to the case.
    static IEnumerable<GuideStep> Steps(RunningMatter version, Language language)
    {
        var you = language.Of("您", "You");
        if (!version.Matter.IsExOfficio) yield return new GuideStep(language.Of("提交申请", "Apply"), you, language.Of("在这里填写，或到窗口由工作人员代填", "here, or at a counter where an officer fills it in for you"));
        foreach (var element in version.Procedure.Elements)
        {
            if (element.Kind != ElementKind.UserTask || element.Properties.GetValueOrDefault("tz:action") == "correction") continue;
            var who = element.CandidateGroups.FirstOrDefault() == Case.Applicant ? you : version.Matter.Department.In(language);
            yield return new GuideStep(language.IsEnglish ? element.Properties.GetValueOrDefault("tz:name.en") ?? element.Name : element.Name, who);
        }
        if (version.Matter is { IsExOfficio: false, Result: { } result }) yield return new GuideStep(language.Of($"得到{result.Name.Zh}", $"Receive: {result.Name.In(language)}"), you, language.Of("在“我的办件”里查看结果和文书", "the result and the letters are under “My cases”"));
    }

    static IEnumerable<GuideLimit> Limits(Matter matter, Language language)
    {
        yield return new GuideLimit(language.Of("法定办结时限", "Statutory limit"), Words(matter.StatutoryLimit, language), matter.Basis is { } basis ? new LegalBasis(basis).In(language) : null);
        if (matter.PromisedLimit is { } promised) yield return new GuideLimit(language.Of("承诺办结时限", "Promised limit"), Words(promised, language));
    }

    internal static string? Words(Matters.TimeLimit? limit, Language language) => limit switch
    {
        null => null,
        { OnTheSpot: true } => language.Of("当场办结", "On the spot"),
        { Unit: "per-announcement" } => language.Of("按公告", "As announced"),
        _ => language.Of($"{limit.Value}{Codes.LimitUnits[limit.Unit].Zh}", $"{limit.Value} {Codes.LimitUnits[limit.Unit].En}"),
    };

    // One window takes any matter: the hall of the government first, then the office's own counter.
    static IEnumerable<CounterAddress> Counters(Counterpart? here, string slug, Halls halls, Language language)
    {
        if (here is null) yield break;
        if (halls.Of(here.Jurisdiction) is { } hall)
            yield return new CounterAddress(hall.Name.In(language), hall.Address.In(language), hall.Hours(language), hall.Phone, $"/halls/{hall.Key}/appointment?matter={slug}");
        var office = here.Office;
        yield return new CounterAddress(office.Name.In(language), office.Address.In(language), office.OpeningHours.In(language), office.Phone);
    }

    /// <summary>Where nobody has said a place: the first county, so that the page shows an address and how to choose another.</summary>
    internal static string? DefaultPlace(Hosted hosted) =>
        hosted.Governments.FirstOrDefault(government => government.Id.Level == RegionLevel.County)?.Id.ToString();

    static IReadOnlyList<Question> Questions(Matter matter, Language language)
    {
        var questions = matter.IsExOfficio ? [] : new List<Question>
        {
            new(language.Of("材料不全怎么办？", "What if something is missing?"), language.Of("工作人员会一次告知需要补正的全部内容，您在“我的办件”里补正，已填的内容都在。", "You are told once everything that is missing, and correct it under “My cases”; what you typed stays.")),
            new(language.Of("可以请人代办吗？", "Can somebody do it for me?"), language.Of("可以。带上双方证件到窗口，由工作人员代为填报并登记。", "Yes. Bring both identity documents to a counter; an officer fills in the application and records it.")),
        };
        if (matter.StatutoryLimit is { OnTheSpot: false })
            questions.Add(new(language.Of("怎样知道办到哪一步了？", "How do I know where it stands?"), language.Of("“我的办件”里有进度、办结日期和计算依据。", "“My cases” shows the progress, the due date and how it was counted.")));
        return questions;
    }
}
