using Tongzheng.Bpmn.Reading;
using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn;

/// <summary>
/// One procedure, read from BPMN 2.0 XML, checked and compiled once. It never changes; <see cref="Hash"/> names exactly this text,
/// and a case stays with the hash it began under.
/// </summary>
public sealed class ProcessDefinition
{
    readonly Dictionary<string, Element> byId;

    internal ProcessDefinition(string id, Element process, string hash, IReadOnlyList<Element> elements, IReadOnlyList<SequenceFlow> flows, Func<string, ProcessDefinition?> local)
    {
        Id = id;
        Process = process;
        Hash = hash;
        Elements = elements;
        Flows = flows;
        Local = local;
        byId = elements.ToDictionary(element => element.Id, StringComparer.Ordinal);
    }

    /// <summary>The process id in the file.</summary>
    public string Id { get; }

    /// <summary>The process name, or its id.</summary>
    public string Name => Process.Name.Length == 0 ? Id : Process.Name;

    /// <summary>SHA-256 of process id and file text, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The process as a container of its nodes, with its own properties.</summary>
    public Element Process { get; }

    /// <summary>Every node in file order, at any depth; the process itself is the first.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>Every sequence flow in file order, at any depth.</summary>
    public IReadOnlyList<SequenceFlow> Flows { get; }

    /// <summary>Other processes and global tasks of the same file, by id.</summary>
    internal Func<string, ProcessDefinition?> Local { get; }

    /// <summary>Reads the executable process of a file; where there are several, the first.</summary>
    /// <param name="xml">BPMN 2.0 XML, with or without diagram.</param>
    /// <param name="processId">The process wanted, where a file holds several.</param>
    /// <exception cref="BpmnException">The file is not BPMN 2.0, or uses something that cannot be executed; the exception names it.</exception>
    public static ProcessDefinition Parse(string xml, string? processId = null) => DefinitionFile.Read(Load.Read(xml), xml).Get(processId);

    /// <summary>Reads every executable process of a file.</summary>
    /// <exception cref="BpmnException">As for <see cref="Parse"/>.</exception>
    public static IReadOnlyList<ProcessDefinition> ParseAll(string xml) => DefinitionFile.Read(Load.Read(xml), xml).All();

    /// <summary>The node with this id, or null.</summary>
    public Element? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>
    /// Looks for what will not work: names that nothing answers to, dead paths, gateways that lock up or leave tokens behind.
    /// </summary>
    /// <param name="known">What the procedure may refer to; null checks no names.</param>
    public IReadOnlyList<Finding> Check(KnownNames? known = null) => Checking.Check.All(this, known ?? new KnownNames());

    internal Element Get(string id) => byId[id];
}
