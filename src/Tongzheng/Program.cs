var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/", () => "通政");
app.Run();
