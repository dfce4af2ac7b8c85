var builder = WebApplication.CreateBuilder(args);
await using var node = await Tongzheng.Node.Start(builder);
var app = builder.Build();
node.Map(app);
await app.RunAsync();

/// <summary>The node. Named so that tests can start it.</summary>
public partial class Program;
