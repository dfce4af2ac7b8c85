namespace Tongzheng.Feel.Dmn;

/// <summary>Checks a model before it is used.</summary>
static class ModelCheck
{
    public static IReadOnlyList<Finding> Run(DmnModel model) => model.ReadFindings;
}
