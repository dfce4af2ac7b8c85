using System.Xml.Linq;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>A node of the requirements graph.</summary>
abstract class Element(DmnModel model, XElement xml)
{
    public DmnModel Model => model;

    public XElement Xml => xml;

    public At At { get; } = Dmn.Xml.At(xml);

    public string Id { get; } = xml.Value("id") ?? xml.Name();

    /// <summary>The name as expressions use it: that of the variable, where there is one.</summary>
    public string Name { get; } = xml.Name();

    public string VariableName { get; } = xml.Child("variable") is { } variable && variable.Name().Length > 0 ? variable.Name() : xml.Name();

    /// <summary>Type of the variable.</summary>
    public FeelType Type { get; set; } = FeelType.Any;

    /// <summary>Inputs that it reads without naming them as required, in a model that declares none at all.</summary>
    public HashSet<string> Implicit { get; } = new(StringComparer.Ordinal);

    /// <summary>The elements it names as required, in the order of the file.</summary>
    public List<Element> Requires { get; } = [];
}

/// <summary>Something given from outside. <paramref name="index"/> is its place among the run's inputs.</summary>
sealed class InputElement(DmnModel model, XElement xml, int index) : Element(model, xml)
{
    public int Index => index;

    /// <summary>The key that tells it from an input of the same name in another model.</summary>
    public string QualifiedName { get; } = model.Namespace + "#" + xml.Name();
}

/// <summary>A decision with its compiled logic.</summary>
sealed class DecisionElement(DmnModel model, XElement xml, int index) : Element(model, xml)
{
    public int Index => index;

    public Node? Tree { get; set; }

    public Code Code { get; set; } = Compiler.Constant(default);

    public Layout Layout { get; } = new(null);
}

/// <summary>A business knowledge model: a function by a name.</summary>
sealed class KnowledgeElement(DmnModel model, XElement xml) : Element(model, xml)
{
    public Node? Tree { get; set; }

    public FeelFunction Function { get; set; } = new NoFunction();
}

/// <summary>A decision service: decisions offered as a function of inputs and of other decisions.</summary>
sealed class ServiceElement(DmnModel model, XElement xml) : Element(model, xml)
{
    public List<DecisionElement> Outputs { get; } = [];

    public List<DecisionElement> Inner { get; } = [];

    /// <summary>Parameters: input data, then input decisions.</summary>
    public List<Element> Inputs { get; } = [];

    public FeelFunction Function { get; set; } = new NoFunction();
}

/// <summary>Another model, and the name its members stand behind; without a name they stand beside the model's own (DMN 1.5, 6.3.3).</summary>
sealed record Import(string Name, DmnModel Model);
