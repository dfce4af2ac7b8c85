using System.Xml.Linq;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Dmn;

/// <summary>Links the elements of a model by what they require, then reads and compiles their logic.</summary>
sealed class ModelReader(DmnModel model, List<Import> imports, Names members)
{
    public void Read()
    {
        foreach (var element in model.Elements)
        {
            element.Type = TypeOf(element);
            Link(element);
        }

        foreach (var service in model.Elements.OfType<ServiceElement>())
            LinkService(service);
        foreach (var element in model.Elements)
            Compile(element);
    }

    FeelType TypeOf(Element element)
    {
        var reference = element.Xml.Child("variable")?.Value("typeRef");
        if (string.IsNullOrWhiteSpace(reference))
            return FeelType.Any;
        if (model.Types.Of(reference) is { } type)
        {
            // The variable of a knowledge model or service may state the type of its result or of the function.
            return element is KnowledgeElement or ServiceElement && Values.Types.Plain(type) is FeelType.FunctionOf function ? function.Result : type;
        }

        Report(Severity.Error, "dmn.unknown-type", $"There is no type '{reference}'.", element);
        return FeelType.Any;
    }

    void Report(Severity severity, string code, string message, Element element) =>
        model.Report(new(severity, code, message, element.At.Line, element.At.Column, element.Name));

    void Link(Element element)
    {
        foreach (var requirement in element.Xml.Elements())
        {
            if (requirement.Name.LocalName is not ("informationRequirement" or "knowledgeRequirement"))
                continue;
            foreach (var reference in requirement.Elements())
            {
                if (Find(reference.Value("href")) is { } required)
                    element.Requires.Add(required);
                else if (reference.Value("href") is { } href)
                    Report(Severity.Error, "dmn.unknown-requirement", $"'{element.Name}' requires '{href}', which is nowhere.", element);
            }
        }
    }

    Element? Find(string? href)
    {
        if (href is null || href.IndexOf('#') is var hash && hash < 0)
            return null;
        var (space, id) = (href[..hash], href[(hash + 1)..]);
        if (space.Length == 0 || space == model.Namespace)
            return model.FindElement(id);
        return imports.Find(import => import.Model.Namespace == space)?.Model.FindElement(id);
    }

    void LinkService(ServiceElement service)
    {
        service.Outputs.AddRange(All<DecisionElement>("outputDecision"));
        service.Inner.AddRange(All<DecisionElement>("encapsulatedDecision"));
        service.Inputs.AddRange(All<InputElement>("inputData"));
        service.Inputs.AddRange(All<DecisionElement>("inputDecision"));
        service.Function = new ServiceFunction(service);

        IEnumerable<T> All<T>(string name)
            where T : Element =>
            service.Xml.Children(name).Select(reference => Find(reference.Value("href"))).OfType<T>();
    }

    void Compile(Element element)
    {
        if (element is not (DecisionElement or KnowledgeElement))
            return;
        var names = new Names(BuiltIns.Names);
        var layout = element is DecisionElement found ? found.Layout : new Layout(null);
        var scope = new Scope(null, layout);
        Bind(element, names, scope);
        if (element is KnowledgeElement)
            names.Add(element.Name); // a knowledge model may invoke itself
        var boxes = new BoxedReader(model.Types, members, model.Report, element.Name);
        // A model without any input data, as Camunda's users draw them, reads its inputs by their names alone.
        var free = model.InputElements.Count == 0 && imports.Count == 0 ? element.Implicit : null;
        var compiler = new Compiler(scope, model.Types.Find, free);
        if (element is DecisionElement decision)
        {
            decision.Tree = boxes.Inside(decision.Xml, names);
            if (decision.Tree is { } tree)
                decision.Code = compiler.Compile(tree);
        }
        else if (element is KnowledgeElement knowledge && knowledge.Xml.Child("encapsulatedLogic") is { } logic)
            Compile(knowledge, (FunctionOf)boxes.Read(AsFunction(logic), names), compiler);
    }

    static XElement AsFunction(XElement logic)
    {
        logic.Name = logic.Name.Namespace + "functionDefinition";
        return logic;
    }

    static void Compile(KnowledgeElement knowledge, FunctionOf tree, Compiler compiler)
    {
        knowledge.Tree = tree;
        var layout = new Layout(compiler.Scope.Layout);
        var scope = new Scope(compiler.Scope, layout);
        var parameters = tree.Parameters.Select(parameter => new Parameter(parameter.Name, parameter.Type)).ToArray();
        if (!compiler.Scope.Defines(knowledge.Name))
            compiler.Scope.Bind(knowledge.Name, _ => FeelValue.Of(knowledge.Function));
        foreach (var parameter in parameters)
            scope.AddSlot(parameter.Name);
        var code = compiler.Inside(scope, () => compiler.BodyOf(tree));
        knowledge.Function = new UserFunction(knowledge.Name, parameters, code, layout, null, knowledge.Type);
    }

    /// <summary>The names that an element may use: those of what it requires, behind the import's name where they are imported.</summary>
    void Bind(Element element, Names names, Scope scope)
    {
        var imported = new Dictionary<string, List<(string, Code)>>();
        foreach (var required in element.Requires)
        {
            var code = Read(required);
            var prefix = model.PrefixOf(required.Model);
            if (prefix.Length == 0)
            {
                names.Add(required.VariableName);
                scope.Bind(required.VariableName, code);
                continue;
            }

            members.Add(required.VariableName);
            if (!imported.TryGetValue(prefix, out var entries))
                imported[prefix] = entries = [];
            entries.Add((required.VariableName, code));
        }

        foreach (var (prefix, entries) in imported)
        {
            names.Add(prefix);
            scope.Bind(prefix, frame =>
            {
                var context = new FeelContext();
                foreach (var (name, code) in entries)
                    context.Set(name, code(frame));
                return context;
            });
        }
    }

    static Code Read(Element element) => element switch
    {
        InputElement input => frame => frame.Session.Run!.For(input.Model).Input(input, frame.Session),
        DecisionElement decision => frame => frame.Session.Run!.For(decision.Model).Decide(decision, frame.Session),
        KnowledgeElement knowledge => _ => FeelValue.Of(knowledge.Function),
        ServiceElement service => _ => FeelValue.Of(service.Function),
        _ => Compiler.Constant(default),
    };
}
