using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>A decision service as a function: its own run of the model, with the arguments as inputs (DMN 1.5, 10.4).</summary>
sealed class ServiceFunction(ServiceElement service) : FeelFunction
{
    readonly Parameter[] parameters = service.Inputs.Select(input => new Parameter(input.VariableName, input.Type)).ToArray();

    public override string Name => service.Name;

    public override int? Arity => parameters.Length;

    public override IReadOnlyList<Parameter> Parameters => parameters;

    public override FeelType Result => service.Type;

    public override FeelValue Invoke(Session session, ReadOnlySpan<FeelValue> arguments, At at)
    {
        if (arguments.Length != parameters.Length)
            return session.Fail(at, Codes.Argument, $"{Name} takes {parameters.Length} arguments, not {arguments.Length}.");
        var run = new ModelRun(service.Model, new FeelContext());
        for (var i = 0; i < parameters.Length; i++)
        {
            var argument = Types.Coerce(arguments[i], parameters[i].Type, session, at);
            if (argument.IsNull && !arguments[i].IsNull)
                return default;
            run.For(service.Inputs[i].Model).Give(service.Inputs[i], argument);
        }

        return Run(run, session, at);
    }

    public override FeelValue Invoke(Session session, ReadOnlySpan<string> names, ReadOnlySpan<FeelValue> arguments, At at)
    {
        var ordered = new FeelValue[parameters.Length];
        foreach (var name in names)
        {
            if (!parameters.Any(parameter => parameter.Name == name))
                return session.Fail(at, Codes.Argument, $"{Name} has no parameter '{name}'.");
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            var given = names.IndexOf(parameters[i].Name);
            if (given < 0)
                return session.Fail(at, Codes.Argument, $"{Name} needs an argument '{parameters[i].Name}'.");
            ordered[i] = arguments[given];
        }

        return Invoke(session, ordered, at);
    }

    /// <summary>The value of the one output decision, or a context of all.</summary>
    public FeelValue Run(ModelRun run, Session session, At at)
    {
        session.Enter(at);
        var outer = session.Run;
        session.Run = run;
        FeelValue result;
        if (service.Outputs is [var only])
            result = run.For(only.Model).Decide(only, session);
        else
        {
            var context = new FeelContext();
            foreach (var output in service.Outputs)
                context.Set(output.VariableName, run.For(output.Model).Decide(output, session));
            result = context;
        }

        session.Run = outer;
        session.Leave();
        return Types.Coerce(result, service.Type, session, at);
    }
}
