using System.Text.Json.Nodes;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>The <c>event</c> key of a compiled matter.yaml, written and read: which matters it is made of, in which version.</summary>
internal static class ReadLifeEvent
{
    public static JsonObject Yaml(EventDraft draft, IReadOnlyList<Part> parts, ComponentTable table) => new()
    {
        ["list"] = draft.List,
        ["status"] = draft.Status,
        ["components"] = new JsonArray([.. parts.Select(Yaml)]),
        ["covered"] = new JsonArray([.. draft.Components.Where(component => table.Covered.ContainsKey(component.Word)).Select(component =>
            PlainYaml.Json(new Text($"{component.Word}：{table.Covered[component.Word].Zh}", table.Covered[component.Word].En is { } en ? $"{component.Word}: {en}" : null)))]),
    };

    static JsonObject Yaml(Part part)
    {
        var matter = part.Matter;
        var yaml = new JsonObject
        {
            ["matter"] = matter.Slug,
            ["word"] = part.Draft.Word,
            ["name"] = PlainYaml.Json(matter.Name),
            ["version"] = matter.Hash,
            ["department"] = PlainYaml.Json(matter.Department),
            ["office"] = matter.Office,
            ["basisConfirmed"] = matter.BasisConfirmed,
            ["needs"] = new JsonArray([.. part.Needs.Select(need => JsonValue.Create(need.Slug))]),
            ["wanted"] = part.Wanted,
            ["onFailure"] = part.Draft.OnFailure.ToString(),
            ["materials"] = new JsonArray([.. Compile.MaterialsOf(part).Select(material =>
            {
                var json = PlainYaml.Json(material.Name);
                json["source"] = material.Source.ToString();
                if (material.From is { } from) json["from"] = from;
                return json;
            })]),
        };
        if ((matter.PromisedLimit ?? matter.StatutoryLimit) is { } limit) yaml["limit"] = new JsonObject { ["value"] = limit.Value, ["unit"] = limit.Unit };
        if (matter.PromisedLimit is not null) yaml["promised"] = true;
        if (matter.Basis is { } basis) yaml["basis"] = basis;
        if (part.Draft.Choice is { } choice) yaml["choice"] = PlainYaml.Json(choice);
        if (matter.Result is { } result) yaml["result"] = new JsonObject { ["zh"] = result.Name.Zh, ["en"] = result.Name.En ?? result.Name.Zh, ["kind"] = result.Kind };
        if (matter.Fee is { } fee)
        {
            var charge = new JsonObject { ["charged"] = fee.Charged };
            if (fee.Standard is { } standard) charge["standard"] = PlainYaml.Json(standard);
            if (fee.Basis is { } ground) charge["basis"] = ground;
            yaml["fee"] = charge;
        }
        return yaml;
    }

    public static LifeEvent? From(Section root)
    {
        if (root.Sub("event") is not { } section) return null;
        var read = new LifeEvent(section.Required("list"), section.OneOf("status", LifeEvent.Statuses), [.. section.Subs("components").Select(Component)], [.. section.Subs("covered").Select(Both)]);
        section.Close();
        return read;
    }

    static EventComponent Component(Section section)
    {
        var component = new EventComponent
        {
            Matter = section.Required("matter"),
            Word = section.Required("word"),
            Name = section.RequiredBoth("name"),
            Version = section.Required("version"),
            Department = section.RequiredBoth("department"),
            Office = section.Required("office"),
            BasisConfirmed = section.Flag("basisConfirmed") ?? false,
            Needs = section.Words("needs"),
            Wanted = section.Required("wanted"),
            OnFailure = Enum.TryParse<FailureRule>(section.OneOf("onFailure", Enum.GetNames<FailureRule>()), out var rule) ? rule : FailureRule.Stop,
            Materials = [.. section.Subs("materials").Select(Material)],
            Limit = ReadMatter.Limit(section, "limit"),
            IsPromised = section.Flag("promised") ?? false,
            Basis = section.Word("basis"),
            Choice = section.Both("choice"),
            Result = section.Find("result") is null ? null : ReadMatter.Result(section),
            Fee = ReadMatter.Fee(section),
        };
        section.Close();
        return component;
    }

    static EventMaterial Material(Section section)
    {
        var material = new EventMaterial(new Text(section.Required("zh"), section.Word("en")), Enum.TryParse<MaterialSource>(section.OneOf("source", Enum.GetNames<MaterialSource>()), out var source) ? source : MaterialSource.Asked, section.Word("from"));
        section.Close();
        return material;
    }

    static Text Both(Section section)
    {
        var both = new Text(section.Required("zh"), section.Word("en"));
        section.Close();
        return both;
    }
}
