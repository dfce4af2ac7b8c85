using System.Security.Cryptography;
using System.Text;
using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>A BPMN file: its processes and global tasks, and the messages, signals, errors and escalations they name.</summary>
sealed class DefinitionFile
{
    static readonly string[] GlobalTasks = ["globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask"];

    readonly Dictionary<string, ProcessDefinition> compiled = [];
    readonly Dictionary<string, Markup> byId = new(StringComparer.Ordinal);
    readonly string xml;

    DefinitionFile(Markup root, string xml)
    {
        Root = root;
        this.xml = xml;
        foreach (var child in root.Children)
        {
            if (child.Namespace == Namespaces.Model && child.Attribute("id") is { } id)
                byId.TryAdd(id, child);
        }
    }

    internal Markup Root { get; }

    internal static DefinitionFile Read(Markup root, string xml)
    {
        if (!root.Is("definitions"))
            throw new BpmnException(root.Line, root.Column, $"The root element is {root.Name}, not definitions of {Namespaces.Model}.");
        Conformity.CheckFile(root);
        return new DefinitionFile(root, xml);
    }

    internal ProcessDefinition Get(string? processId)
    {
        if (processId is not null)
        {
            return byId.TryGetValue(processId, out var named) && IsCallable(named)
                ? CompileWithCalled([named])[0]
                : throw new BpmnException(Root.Line, Root.Column, $"The file has no process {processId}.", processId);
        }
        var processes = Root.All("process").ToList();
        var chosen = processes.Find(IsExecutable) ?? processes.Find(process => process.Children.Any())
            ?? throw new BpmnException(Root.Line, Root.Column, "The file has no process.");
        return CompileWithCalled([chosen])[0];
    }

    internal IReadOnlyList<ProcessDefinition> All()
    {
        var executable = Root.All("process").Where(IsExecutable).ToList();
        return executable.Count > 0
            ? CompileWithCalled(executable)
            : throw new BpmnException(Root.Line, Root.Column, "The file has no executable process.");
    }

    /// <summary>A process or global task of this file that one of the compiled processes can call. While a case runs nothing is compiled.</summary>
    internal ProcessDefinition? Find(string id) => compiled.GetValueOrDefault(id);

    /// <summary>Compiles what is asked for, and what it calls in this file; a call by expression may mean any executable process.</summary>
    List<ProcessDefinition> CompileWithCalled(IReadOnlyList<Markup> wanted)
    {
        var definitions = wanted.Select(Compile).ToList();
        var open = new Queue<ProcessDefinition>(definitions);
        while (open.TryDequeue(out var definition))
        {
            foreach (var element in definition.Elements)
            {
                var called = element.CalledProcess is { } id
                    ? byId.TryGetValue(id, out var found) && IsCallable(found) ? [found] : []
                    : element.Work.Called is not null ? Root.All("process").Where(IsExecutable) : [];
                foreach (var markup in called.Where(markup => !compiled.ContainsKey(markup.Attribute("id") ?? "")))
                    open.Enqueue(Compile(markup));
            }
        }
        return definitions;
    }

    static bool IsCallable(Markup markup) => markup.Name == "process" || GlobalTasks.Contains(markup.Name);

    /// <summary>A root element (message, signal, error, escalation, event definition) by reference, or null.</summary>
    internal Markup? Resolve(string? reference, string name)
    {
        if (reference is null)
            return null;
        return byId.GetValueOrDefault(Markup.Local(reference)) is { } found && found.Name == name ? found : null;
    }

    /// <summary>A root element by reference, of any kind.</summary>
    internal Markup? Resolve(string reference) => byId.GetValueOrDefault(Markup.Local(reference));

    static bool IsExecutable(Markup process) => process.Attribute("isExecutable") is "true" or "1";

    ProcessDefinition Compile(Markup markup)
    {
        var id = markup.Attribute("id") ?? throw new BpmnException(markup.Line, markup.Column, $"The {markup.Name} has no id.");
        if (compiled.TryGetValue(id, out var known))
            return known;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id + "\n" + xml)));
        return compiled[id] = new Assemble(this).Process(markup, id, hash);
    }
}
