using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Reads loop and multi-instance characteristics, BPMN's own and Zeebe's.</summary>
static class ReadLoop
{
    internal static Loop? Of(Markup markup, Element element, DefinitionFile file)
    {
        if (markup.First("multiInstanceLoopCharacteristics") is { } multiple)
            return MultiInstance(multiple, element, file);
        return markup.First("standardLoopCharacteristics") is { } standard ? Standard(standard, element) : null;
    }

    static Loop Standard(Markup markup, Element element) => new()
    {
        IsMultiInstance = false,
        TestsBefore = markup.Attribute("testBefore") is "true" or "1",
        While = ReadExpression.OfElement(markup.First("loopCondition"), element.Id),
        Maximum = markup.Attribute("loopMaximum") is { } text ? Count(text, markup, element) : null,
    };

    static Loop MultiInstance(Markup markup, Element element, DefinitionFile file)
    {
        var zeebe = ReadWork.Extension(markup, "loopCharacteristics");
        var cardinality = ReadExpression.OfElement(markup.First("loopCardinality"), element.Id);
        if (cardinality is not null && decimal.TryParse(cardinality.Text, out var number) && (number < 0 || number != Math.Floor(number)))
            throw new BpmnException(markup.Line, markup.Column, $"loopCardinality is {cardinality.Text}; it must be 0 or more.", element.Id);

        var items = zeebe?.Attribute("inputCollection") ?? markup.Attribute(Namespaces.Camunda, "collection") ?? markup.First("loopDataInputRef")?.Text;
        if (cardinality is null && items is null)
            throw new BpmnException(markup.Line, markup.Column, "The multi-instance activity has neither loopCardinality nor a collection.", element.Id);
        return new()
        {
            IsMultiInstance = true,
            IsSequential = markup.Attribute("isSequential") is "true" or "1",
            Cardinality = cardinality,
            Items = items is null ? null : ReadExpression.Of(items, markup, element.Id),
            ItemVariable = zeebe?.Attribute("inputElement") ?? markup.Attribute(Namespaces.Camunda, "elementVariable") ?? markup.First("inputDataItem")?.Attribute("name"),
            ResultList = zeebe?.Attribute("outputCollection"),
            Result = zeebe?.Attribute("outputElement") is { } result ? ReadExpression.Of(result, markup, element.Id) : null,
            Until = ReadExpression.OfElement(markup.First("completionCondition"), element.Id),
            Behaviour = markup.Attribute("behavior") switch
            {
                "One" => LoopSignal.One,
                "None" => LoopSignal.None,
                "Complex" => LoopSignal.Complex,
                null or "All" => LoopSignal.All,
                var other => throw new BpmnException(markup.Line, markup.Column, $"behavior is {other}; it must be None, One, All or Complex.", element.Id),
            },
            Thrown = Thrown(markup, element, file),
            Complex = [.. markup.All("complexBehaviorDefinition").Select(complex => Complex(complex, element, file))],
        };
    }

    static EventDefinition? Thrown(Markup markup, Element element, DefinitionFile file) =>
        (markup.Attribute("oneBehaviorEventRef") ?? markup.Attribute("noneBehaviorEventRef")) is { } reference
            ? ReadEvent.ByReference(reference, element, file)
                ?? throw new BpmnException(markup.Line, markup.Column, $"The loop's event {reference} is no event definition of this file.", element.Id)
            : null;

    static (Expression, EventDefinition) Complex(Markup markup, Element element, DefinitionFile file)
    {
        var condition = ReadExpression.OfElement(markup.First("condition"), element.Id)
            ?? throw new BpmnException(markup.Line, markup.Column, "The complexBehaviorDefinition has no condition.", element.Id);
        var thrown = markup.First("event") is { } its ? ReadEvent.All(its, element, file).FirstOrDefault() : null;
        return (condition, thrown ?? throw new BpmnException(markup.Line, markup.Column, "The complexBehaviorDefinition has no event.", element.Id));
    }

    static int Count(string text, Markup markup, Element element) =>
        int.TryParse(text, out var count) && count >= 0
            ? count
            : throw new BpmnException(markup.Line, markup.Column, $"loopMaximum is {text}; it must be 0 or more.", element.Id);
}
