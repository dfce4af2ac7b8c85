using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tongzheng.Browser;

/// <summary>A steward changes a procedure by hand in the browser, another publishes it, and the case that ran goes on as it began.</summary>
public sealed class ModellingJourneys(JourneysHost host) : IClassFixture<JourneysHost>
{
    const string Matter = "food-business";
    // A thousand cases and more, on a machine that does other things too; the page says how far it is.
    const int SimulationMilliseconds = 180_000;

    const string One = "数据管理局", Two = "办公厅";

    [Fact]
    public async Task A_task_is_drawn_into_a_procedure_a_limit_chosen_checked_proposed_and_published_by_another_while_a_case_runs()
    {
        await using var owner = await (await host.Visitor()).SignIn("李䶮");
        await owner.Goto($"/matters/{Matter}/apply?page=1");
        await owner.FillAllPages(JourneysTests.Restaurant);
        var before = await owner.Submit();

        await using var author = await Steward(One);
        await author.Goto($"/modelling/{Matter}");
        await author.Press("建立草稿");
        Assert.Contains("检查：没有问题", await author.Text());
        Assert.Contains("1 件按现行版本", await author.Text());
        await author.Follow($"{Matter}.bpmn");
        await Drawn(author.Page);

        // A limit is chosen from the list of the law.
        await Middle(author.Page, "accept");
        await author.Page.Locator("[data-element-id=accept] .djs-hit").First.ClickAsync();
        var limit = author.Page.Locator("#panel-tz-limit");
        Assert.Equal("XK-01", await limit.InputValueAsync());
        await limit.SelectOptionAsync("statutory");

        // A task is moved, and a new one is dropped on the way from the decision to its gateway.
        var (x, y) = await Middle(author.Page, "accept");
        await author.Page.Mouse.MoveAsync(x, y);
        await author.Page.Mouse.DownAsync();
        await author.Page.Mouse.MoveAsync(x, y + 20, new() { Steps = 4 });
        await author.Page.Mouse.MoveAsync(x, y + 40, new() { Steps = 4 });
        await author.Page.Mouse.UpAsync();
        var flow = await author.Page.EvaluateAsync<string>("""
            () => { const registry = document.querySelector("[data-modeller]").modeler.get("elementRegistry");
                    const decide = registry.get("decide"); return decide.incoming[0].id; }
            """);
        await author.Page.Locator("[data-action='create.task']").ClickAsync();
        var (onX, onY) = await OnFlow(author.Page, flow);
        await author.Page.Mouse.MoveAsync(onX, onY - 30);
        await author.Page.Mouse.MoveAsync(onX, onY, new() { Steps = 5 });
        await author.Page.Mouse.ClickAsync(onX, onY);
        await author.Page.Keyboard.TypeAsync("复核");
        await author.Page.Keyboard.PressAsync("Enter");
        await author.Page.Locator(".djs-context-pad [data-action=replace]").ClickAsync();
        await author.Page.Locator(".djs-popup [data-id=replace-with-user-task]").ClickAsync();
        await author.Page.Locator("#panel-zeebe-assignmentDefinition-candidateGroups").SelectOptionAsync("reviewer");
        await author.Page.Locator("#panel-zeebe-formDefinition-formId").SelectOptionAsync("review");
        await author.Page.Locator("#panel-tz-name-en").FillAsync("Second look");
        await author.Page.Locator("#panel-tz-name-en").PressAsync("Tab");
        await Shoot(author.Page, "editor");
        await Save(author);
        Assert.Contains("已保存到草稿", await author.Text());

        // It says nothing to the citizen yet: that is a finding, and it cannot be proposed.
        Assert.Contains("人工任务应有 tz:step", await author.Text());
        await author.Follow("返回草稿");
        await Shoot(author.Page, "findings");
        Assert.Contains("处问题", await author.Text());
        Assert.Contains("新增任务“复核”", await author.Text());
        Assert.Contains("任务“受理”：时限由“XK-01 行政许可法", await author.Text());
        await author.Fill(new Dictionary<string, string> { ["note"] = "多一道复核。" });
        await author.Press("提交审阅");
        Assert.Contains("改正后才能提交", await author.Text());

        await author.Follow($"{Matter}.bpmn 第"); // the finding leads to its line
        await author.Page.Locator("[data-shown=text]").WaitForAsync();
        Assert.Contains("复核", await author.Page.Locator("[name=text]").EvaluateAsync<string>("text => text.value.slice(text.selectionStart, text.selectionEnd)"));
        await author.Press("图形");
        await Drawn(author.Page);
        var id = await author.Page.EvaluateAsync<string>("""() => document.querySelector("[data-modeller]").modeler.get("elementRegistry").find((element) => element.businessObject.name === "复核").id""");
        await Middle(author.Page, id);
        await author.Page.Locator($"[data-element-id='{id}'] .djs-hit").First.ClickAsync();
        foreach (var (field, words) in new[] { ("#panel-tz-step", "正在复核"), ("#panel-tz-step-en", "A second look") })
        {
            await author.Page.Locator(field).FillAsync(words);
            await author.Page.Locator(field).PressAsync("Tab");
        }
        await Save(author);
        await author.Follow("返回草稿");
        Assert.Contains("检查：没有问题", await author.Text());

        // What it would come to: a thousand made-up cases go through the draft, the new step among the others.
        await author.Follow("模拟");
        Assert.Contains("复核", await author.Text());
        await author.Press("开始模拟");
        await author.Page.GetByText("时间花在哪里").WaitForAsync(new() { Timeout = SimulationMilliseconds });
        await author.Page.Locator(".djs-container").First.WaitForAsync();
        Assert.Contains("复核", await author.Text());
        await Shoot(author.Page, "simulation");
        await author.Goto($"/modelling/{Matter}");
        await author.Fill(new Dictionary<string, string> { ["note"] = "多一道复核。" });
        await author.Press("提交审阅");
        Assert.Contains("须由另一位目录管理员发布", await author.Text());
        Assert.Equal(0, await author.Page.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).CountAsync());

        await using var other = await Steward(Two);
        await other.Follow("食品经营许可");
        Assert.Contains("新增任务“复核”", await other.Text());
        await Shoot(other.Page, "proposed");
        await other.Press("发布");
        Assert.Contains("已发布", await other.Text());
        Assert.Contains("1 件按以前的版本", await other.Text());
        await owner.Goto($"/cases/{before}");
        Assert.DoesNotContain("复核", await owner.Text()); // it runs as it began
    }

    [Fact]
    public async Task A_draft_is_written_checked_and_sent_back_without_scripts()
    {
        await using var author = await Steward(One, javaScript: false);
        await author.Goto("/modelling/legal-aid");
        await author.Press("建立草稿");
        await author.Follow("matter.yaml");
        var text = await author.Page.Locator("[name=text]").InputValueAsync();
        await author.Fill(new Dictionary<string, string> { ["text"] = text + "colour: [红\n" });
        await author.Press("保存到草稿");
        Assert.Contains("不是合法的 YAML", await author.Text());
        await author.Fill(new Dictionary<string, string> { ["text"] = text + (text.Contains("conditions:", StringComparison.Ordinal) ? "# 已核对\nnote: 已核对\n" : "note: 已核对\n") });
        await author.Press("保存到草稿");
        Assert.DoesNotContain("处问题", await author.Text());
        await author.Follow("返回草稿");
        await author.Fill(new Dictionary<string, string> { ["note"] = "写明条件。" });
        await author.Press("提交审阅");
        await using var other = await Steward(Two, javaScript: false);
        await other.Follow("法律援助");
        await other.Fill(new Dictionary<string, string> { ["reason"] = "出处不明。" });
        await other.Press("退回修改");
        await author.Goto("/modelling/legal-aid");
        Assert.Contains("退回修改：出处不明。", await author.Text());
        await author.Press("放弃草稿");
        Assert.Contains("草稿已放弃", await author.Text());
    }

    async Task<JourneysVisitor> Steward(string office, bool javaScript = true)
    {
        var visitor = await host.Visitor(javaScript);
        await visitor.SignIn("演示国家", office, "steward");
        await visitor.Goto("/modelling");
        return visitor;
    }

    // What was drawn goes into the form before the form goes out.
    static async Task Save(JourneysVisitor author)
    {
        await author.Press("保存到草稿");
        await author.Page.WaitForURLAsync("**notice=saved");
    }

    static Task Drawn(IPage page) => page.Locator("[data-shown=drawing]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    static async Task<(float X, float Y)> Middle(IPage page, string element)
    {
        await page.EvaluateAsync("""(id) => document.querySelector("[data-modeller]").modeler.get("canvas").scrollToElement(id, 200)""", element);
        var box = await page.Locator($"[data-element-id='{element}'] .djs-hit").First.BoundingBoxAsync() ?? throw new InvalidOperationException($"{element} is not drawn.");
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    // The middle of the longest stretch of a flow, in the window.
    static async Task<(float X, float Y)> OnFlow(IPage page, string flow)
    {
        var at = await page.EvaluateAsync<float[]>("""
            (flow) => {
              const modeler = document.querySelector("[data-modeller]").modeler;
              modeler.get("canvas").scrollToElement(flow, 200);
              const points = modeler.get("elementRegistry").get(flow).waypoints;
              let [best, length] = [0, 0];
              for (let i = 0; i + 1 < points.length; i++) {
                const now = Math.hypot(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
                if (now > length) [best, length] = [i, now];
              }
              const view = modeler.get("canvas").viewbox();
              const box = document.querySelector(".djs-container").getBoundingClientRect();
              const [x, y] = [(points[best].x + points[best + 1].x) / 2, (points[best].y + points[best + 1].y) / 2];
              return [box.x + (x - view.x) * view.scale, box.y + (y - view.y) * view.scale];
            }
            """, flow);
        return (at[0], at[1]);
    }

    static async Task Shoot(IPage page, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(GalleryHost.Root, "artifacts/modelling")).FullName;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        var axe = await page.RunAxe(new Deque.AxeCore.Commons.AxeRunContext { Exclude = [new Deque.AxeCore.Commons.AxeSelector(".modelling-canvas")] });
        Assert.True(axe.Violations.Length == 0, string.Join('\n', axe.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"))));
    }
}
