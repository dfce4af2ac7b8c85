using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Dmn;

/// <summary>
/// A model of decisions, read and compiled once; any number of threads may evaluate it at once.
/// Versions 1.1 to 1.5 of DMN are read.
/// </summary>
public sealed class DmnModel
{
    readonly Dictionary<string, Element> byId = new(StringComparer.Ordinal);
    readonly List<Import> imports = [];
    readonly List<Finding> findings = [];

    DmnModel(string xml, XElement root, Func<string, DmnModel?>? find)
    {
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(xml)));
        Name = root.Name();
        Namespace = root.Value("namespace") ?? "";
        foreach (var import in root.Children("import"))
            Read(import, find);
        var members = FeelExpression.Members();
        Types = new TypeReader(root, imports, members, Report);
        AddElements(root);
        new ModelReader(this, imports, members).Read();
        Decisions = DecisionElements.Select(DecisionViews.Of).ToList();
    }

    /// <summary>SHA-256 of the model's text, in hexadecimal: its version.</summary>
    public string Hash { get; }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The model's own namespace, by which others import it.</summary>
    public string Namespace { get; }

    /// <summary>Its decisions, in the order of the file.</summary>
    public IReadOnlyList<Decision> Decisions { get; }

    /// <summary>The names of its decision services.</summary>
    public IReadOnlyList<string> Services => Elements.OfType<ServiceElement>().Select(service => service.Name).ToList();

    internal TypeReader Types { get; }

    internal List<Element> Elements { get; } = [];

    internal List<InputElement> InputElements { get; } = [];

    internal List<DecisionElement> DecisionElements { get; } = [];

    internal IReadOnlyList<Finding> ReadFindings => findings;

    /// <summary>Reads and compiles a model. Text in it that is no FEEL is a finding of <see cref="Check"/> and null when evaluated.</summary>
    /// <param name="xml">The model.</param>
    /// <param name="imports">Finds an imported model by its namespace.</param>
    /// <exception cref="DmnException">The text is no DMN model.</exception>
    public static DmnModel Parse(string xml, Func<string, DmnModel?>? imports = null) => new(xml, Xml.Root(xml), imports);

    /// <summary>Errors, gaps, overlaps and other things to know before the model is used.</summary>
    public IReadOnlyList<Finding> Check() => ModelCheck.Run(this);

    /// <summary>Decides.</summary>
    /// <param name="decision">Name or id of a decision.</param>
    /// <param name="inputs">Input data by name; where two imported models have inputs of one name, as <c>namespace#name</c>.</param>
    /// <param name="options">The instant and the limits.</param>
    /// <param name="explain">Also say why.</param>
    /// <exception cref="ArgumentException">The model has no such decision.</exception>
    public DecisionResult Evaluate(string decision, FeelContext inputs, EvaluationOptions options, bool explain = false)
    {
        var element = Get(decision);
        var run = new ModelRun(this, inputs);
        var recording = explain ? new Recording() : null;
        var session = new Session(options, inputs) { Run = run, Recording = recording };
        FeelValue value;
        try
        {
            value = run.Decide(element, session);
        }
        catch (LimitReached)
        {
            value = default;
        }

        var explanation = recording?.Outermost is { } step ? new Explanation(Name, Hash, options.Now, step) : null;
        return new(value, session.Diagnostics, explanation);
    }

    /// <summary>
    /// Takes a decision question by question: the next input to ask for, or the answer as soon as it is certain. It is the same
    /// answer that <see cref="Evaluate"/> gives once every input is known.
    /// </summary>
    /// <param name="decision">Name or id of a decision.</param>
    /// <param name="answers">The input data known so far.</param>
    /// <param name="options">The instant and the limits.</param>
    /// <exception cref="ArgumentException">The model has no such decision.</exception>
    public GuideStep Next(string decision, FeelContext answers, EvaluationOptions options) =>
        new Guide(this, Get(decision), answers, options).Next();

    /// <summary>Invokes a decision service or a business knowledge model with arguments by name.</summary>
    /// <exception cref="ArgumentException">The model has no such service or knowledge model.</exception>
    public FeelResult Invoke(string name, FeelContext arguments, EvaluationOptions options)
    {
        var function = Elements.FirstOrDefault(element => element is ServiceElement or KnowledgeElement && (element.Name == name || element.Id == name)) switch
        {
            ServiceElement service => service.Function,
            KnowledgeElement knowledge => knowledge.Function,
            _ => throw new ArgumentException($"The model '{Name}' has no service '{name}'.", nameof(name)),
        };
        var session = new Session(options, arguments) { Run = new ModelRun(this, arguments) };
        var values = function.Parameters.Select(parameter => arguments.Get(parameter.Name)).ToArray();
        FeelValue value;
        try
        {
            value = function.Invoke(session, values, new At(1, 1));
        }
        catch (LimitReached)
        {
            value = default;
        }

        return new(value, session.Diagnostics);
    }

    /// <summary>The name under which a model is imported; empty for none.</summary>
    internal string PrefixOf(DmnModel imported) => imports.Find(import => ReferenceEquals(import.Model, imported))?.Name ?? "";

    internal void Report(Finding finding) => findings.Add(finding);

    internal Element? FindElement(string id) => byId.GetValueOrDefault(id);

    internal DecisionElement? FindDecision(string id) => FindElement(id) as DecisionElement;

    DecisionElement Get(string nameOrId)
    {
        foreach (var element in DecisionElements)
        {
            if (element.Name == nameOrId || element.Id == nameOrId)
                return element;
        }

        throw new ArgumentException($"The model '{Name}' has no decision '{nameOrId}'.", nameof(nameOrId));
    }

    void Read(XElement import, Func<string, DmnModel?>? find)
    {
        var space = import.Value("namespace") ?? "";
        var at = Xml.At(import);
        if (import.Value("importType") is { } type && !type.Contains("/DMN/", StringComparison.Ordinal))
            Report(new(Severity.Warning, "dmn.import", $"Only DMN models are imported, not '{type}'.", at.Line, at.Column, Name));
        else if (find?.Invoke(space) is { } model)
            imports.Add(new(import.Name(), model));
        else
            Report(new(Severity.Error, "dmn.import", $"The model '{space}' to import is not there.", at.Line, at.Column, Name));
    }

    void AddElements(XElement root)
    {
        foreach (var xml in root.Elements().Where(child => child.Name.Namespace == root.Name.Namespace))
        {
            Element? element = xml.Name.LocalName switch
            {
                "inputData" => new InputElement(this, xml, InputElements.Count),
                "decision" => new DecisionElement(this, xml, DecisionElements.Count),
                "businessKnowledgeModel" => new KnowledgeElement(this, xml),
                "decisionService" => new ServiceElement(this, xml),
                _ => null,
            };
            if (element is null)
                continue;
            Elements.Add(element);
            byId[element.Id] = element;
            if (element is InputElement input)
                InputElements.Add(input);
            if (element is DecisionElement decision)
                DecisionElements.Add(decision);
        }
    }
}
