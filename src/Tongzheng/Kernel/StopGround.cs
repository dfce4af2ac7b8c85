namespace Tongzheng.Kernel;

/// <summary>A reason for which the law of a procedure lets the clock stand still (facts/stops.csv).</summary>
public sealed record StopGround(string Procedure, string Ground, Text Name, string Basis, string Status)
{
    /// <summary>Matters whose procedure has no law of its own; their grounds are parameters of the region.</summary>
    public const string OtherMatters = "其他事项";

    public static IReadOnlyList<StopGround> All { get; } =
        [.. KernelFacts.Rows("stops.csv").Select(row => new StopGround(row["procedure"], row["ground"], new Text(row["zh"], row["en"]), row["basis"], row["status"]))];

    public static IEnumerable<StopGround> Of(string procedure) => All.Where(ground => ground.Procedure == procedure);

    public static StopGround? Find(string procedure, string ground) => All.FirstOrDefault(each => each.Procedure == procedure && each.Ground == ground);
}
