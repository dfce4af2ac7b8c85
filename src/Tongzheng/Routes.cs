using Tongzheng.Casework.Files;
using Tongzheng.Exchange;
using Tongzheng.Identity;
using Tongzheng.Licences;
using Tongzheng.Modelling;
using Tongzheng.Modelling.Simulating;
using Tongzheng.Notices;
using Tongzheng.Oversight;
using Tongzheng.Services;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Deciding;
using Tongzheng.Services.Counter;
using Tongzheng.Services.Desk;
using Tongzheng.Services.Events;
using Tongzheng.Services.Finding;
using Tongzheng.Services.Kiosk;
using Tongzheng.Services.MyCases;
using Tongzheng.Services.Queue;
using Tongzheng.Services.Rating;

namespace Tongzheng;

/// <summary>Every route of the node, module by module.</summary>
static class Routes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Home.Map(routes);
        FindMatter.Map(routes);
        BundleProgress.Map(routes);
        Guide.Map(routes);
        BlankForm.Map(routes);
        OfficePages.Map(routes);
        ShowParameters.Map(routes);
        ImportMatters.Map(routes);
        CompareLists.Map(routes);
        SignInPages.Map(routes);
        SignIn.Map(routes);
        FileApi.Map(routes);
        ApplyOnline.Map(routes);
        ResumePages.Map(routes);
        FiledBefore.Map(routes);
        Submit.Map(routes);
        CaseApi.Map(routes);
        MyCasePages.Map(routes);
        CorrectionPages.Map(routes);
        RatePages.Map(routes);
        Letters.Map(routes);
        OwnStepPages.Map(routes);
        Publish.Map(routes);
        OpenExOfficio.Map(routes);
        Eligibility.Map(routes);
        Algorithms.Map(routes);
        About.Map(routes);
        Check.Map(routes);
        LicencePages.Map(routes);
        Worklist.Map(routes);
        Bulk.Map(routes);
        SaveView.Map(routes);
        Workload.Map(routes);
        Bottlenecks.Map(routes);
        SimulationPages.Map(routes);
        Escalated.Map(routes);
        Dissolution.Map(routes);
        CaseFile.Map(routes);
        DoTask.Map(routes);
        SettleIncident.Map(routes);
        ActPages.Map(routes);
        ActApi.Map(routes);
        Procedure.Map(routes);
        FindParty.Map(routes);
        ActForParty.Map(routes);
        HandedOn.Map(routes);
        WatchDoor.Map(routes);
        HallPages.Map(routes);
        DrawTicket.Map(routes);
        CallNumbers.Map(routes);
        AppointmentPages.Map(routes);
        KioskPages.Map(routes);
        Audit.Map(routes);
        PublicJournals.Map(routes);
        OfficialCalendars.Map(routes);
        ModellingPages.Map(routes);
        ReadDraft.Map(routes);
        OpenDraft.Map(routes);
        SaveFile.Map(routes);
        Propose.Map(routes);
        PublishDraft.Map(routes);
        SendBack.Map(routes);
        Discard.Map(routes);
        ExchangePack.Map(routes);
        DemoClock.Map(routes);
    }
}
