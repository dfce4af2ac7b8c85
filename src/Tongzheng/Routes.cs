using Tongzheng.Casework.Files;
using Tongzheng.Identity;
using Tongzheng.Services.Apply;
using Tongzheng.Services.MyCases;

namespace Tongzheng;

/// <summary>Every route of the node, module by module.</summary>
static class Routes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        FileApi.Map(routes);
        Submit.Map(routes);
        CaseApi.Map(routes);
    }
}
