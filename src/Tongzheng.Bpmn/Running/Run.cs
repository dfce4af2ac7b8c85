using System.Diagnostics.CodeAnalysis;
using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

/// <summary>
/// One trigger at work on a copy of the state. It keeps three lists (tokens, scopes, waits) in the order of their ids, a queue of tokens
/// that can move, and the effects so far. The other files of this folder hold its parts.
/// </summary>
sealed partial class Run
{
    readonly ProcessDefinition root;
    readonly EngineOptions options;
    readonly EvaluationOptions evaluation;
    readonly List<Token> tokens;
    readonly List<Scope> scopes;
    readonly List<Wait> waits;
    readonly List<Undoable> undoables;
    readonly List<Effect> effects = [];
    readonly List<string> path = [];
    readonly Queue<Token> movable = new();
    readonly Queue<Token> signalling = new();
    readonly long lastIdBefore;
    Dictionary<string, ProcessDefinition>? called;
    CaseStatus status = CaseStatus.Running;
    string? errorCode;
    long lastId;
    int steps;

    internal Run(ProcessDefinition definition, EngineOptions options)
    {
        root = definition;
        this.options = options;
        evaluation = new EvaluationOptions { Now = options.Now };
        (tokens, scopes, waits, undoables) = ([], [], [], []);
    }

    internal Run(ProcessDefinition definition, ProcessState state, EngineOptions options)
    {
        root = definition;
        this.options = options;
        evaluation = new EvaluationOptions { Now = options.Now };
        lastId = lastIdBefore = state.LastId;
        tokens = new(state.Tokens.Count + 4);
        foreach (var token in state.Tokens)
            tokens.Add(token.Copy());
        scopes = new(state.Scopes.Count + 2);
        foreach (var scope in state.Scopes)
        {
            scopes.Add(scope.Copy());
            if (scope.Kind == ScopeKind.Called)
                Pin(scope);
        }
        waits = new(state.Waits.Count + 4);
        foreach (var wait in state.Waits)
            waits.Add(wait.Copy());
        undoables = [.. state.Undoables];
    }

    /// <summary>The called procedure that could not be found again, or null.</summary>
    internal string? MissingDefinition { get; private set; }

    internal Step Begin(Element[] starts, FeelContext variables)
    {
        var scope = OpenScope(root.Process, ScopeKind.Case, parent: null, owner: 0, variables, null);
        OpenEventSubProcesses(scope, root.Process);
        foreach (var start in starts)
            Spawn(scope.Id, start);
        return Finish();
    }

    /// <summary>Begins a case by what a receiving task or an event behind an instantiating gateway has received.</summary>
    internal Step BeginAfter(Element received, FeelContext variables)
    {
        var scope = OpenScope(root.Process, ScopeKind.Case, parent: null, owner: 0, variables, null);
        OpenEventSubProcesses(scope, root.Process);
        var token = Add(scope.Id, received, TokenPhase.Active);
        Complete(token, null);
        return Finish();
    }

    internal Step Withdraw()
    {
        CloseAll("cancelled");
        status = CaseStatus.Cancelled;
        return new Step(Freeze(), effects) { Path = path };
    }

    /// <summary>Moves every token that can move, then hands out the new state.</summary>
    internal Step Finish()
    {
        do
        {
            while (status == CaseStatus.Running && TryNext(out var token))
            {
                if (!IsAlive(token))
                    continue;
                if (steps > options.MaximumSteps)
                {
                    Overrun(token);
                    continue;
                }
                Enter(token);
                FireConditions();
            }
        }
        while (status == CaseStatus.Running && (FireJoins() || FireConditions()));
        if (status == CaseStatus.Running)
            ReportStandstill();
        return new Step(Freeze(), effects) { Path = path };
    }

    /// <summary>
    /// The next token that can move. A signal is thrown only when nothing else can move, so that whoever is about to listen hears it.
    /// </summary>
    bool TryNext([NotNullWhen(true)] out Token? token) => movable.TryDequeue(out token) || signalling.TryDequeue(out token);

    internal Wait? FindWait(long id)
    {
        foreach (var wait in waits)
        {
            if (wait.Id == id)
                return wait;
        }
        return null;
    }

    ProcessState Freeze() => new()
    {
        DefinitionId = root.Id,
        DefinitionHash = root.Hash,
        Status = status,
        ErrorCode = errorCode,
        LastId = lastId,
        Tokens = tokens.ToArray(),
        Scopes = scopes.ToArray(),
        Waits = waits.ToArray(),
        Undoables = undoables.Count == 0 ? [] : undoables.ToArray(),
    };

    void Overrun(Token token)
    {
        foreach (var wait in waits)
        {
            if (wait.Kind == WaitKind.Incident && wait.Name == StepsExceeded)
                return;
        }
        Report(token, StepsExceeded, $"More than {options.MaximumSteps} steps were taken at once; an endless loop is likely.");
    }

    // Tokens are left and yet nothing can make them go on: a join that waits for what will never come.
    void ReportStandstill()
    {
        if (waits.Count > 0 || tokens.Count == 0)
            return;
        foreach (var token in tokens)
        {
            if (token.Phase == TokenPhase.Joining)
            {
                Report(token, "join.stuck", "The gateway waits for a path that can no longer come; settling this lets it go on with those that came.");
                return;
            }
        }
    }

    long NewId() => ++lastId;

    Token Add(long scope, Element element, TokenPhase phase, int number = 0)
    {
        var token = new Token { Id = NewId(), ScopeId = scope, ElementId = element.Id, Phase = phase, Number = number };
        tokens.Add(token);
        return token;
    }

    Token Spawn(long scope, Element element, SequenceFlow? by = null)
    {
        var token = Add(scope, element, TokenPhase.Ready);
        token.FlowId = by?.Id;
        Enqueue(token, element);
        return token;
    }

    void Enqueue(Token token, Element element) => (element.ThrowsSignal ? signalling : movable).Enqueue(token);

    void Trace(Token token, string id)
    {
        var scope = GetScope(token.ScopeId);
        path.Add(scope.DefinitionId is null ? id : $"{scope.DefinitionId}/{id}");
    }

    bool IsAlive(Token token) => tokens.Contains(token);

    Token GetToken(long id)
    {
        foreach (var token in tokens)
        {
            if (token.Id == id)
                return token;
        }
        throw new InvalidOperationException($"The state holds no token {id}.");
    }

    Scope GetScope(long id)
    {
        foreach (var scope in scopes)
        {
            if (scope.Id == id)
                return scope;
        }
        throw new InvalidOperationException($"The state holds no scope {id}.");
    }

    /// <summary>The scope that waits on this token's behalf, or null.</summary>
    Scope? OwnedBy(Token token)
    {
        foreach (var scope in scopes)
        {
            if (scope.OwnerId == token.Id)
                return scope;
        }
        return null;
    }

    Element ElementOf(Token token) => DefinitionOf(GetScope(token.ScopeId)).Get(token.ElementId);

    ProcessDefinition DefinitionOf(Scope scope) => scope.DefinitionHash is null ? root : called![scope.DefinitionHash];

    void Pin(Scope scope)
    {
        var definition = Local(scope.ParentId, scope.DefinitionId!) is { } near && near.Hash == scope.DefinitionHash
            ? near
            : options.FindDefinition(scope.DefinitionId!, scope.DefinitionHash);
        if (definition is null || definition.Hash != scope.DefinitionHash)
            MissingDefinition = $"{scope.DefinitionId} {scope.DefinitionHash}";
        else
            (called ??= [])[definition.Hash] = definition;
    }

    ProcessDefinition? Local(long scope, string id)
    {
        var around = GetScope(scope);
        if (around.DefinitionHash is null)
            return root.Local(id);
        return called is not null && called.TryGetValue(around.DefinitionHash, out var definition) ? definition.Local(id) : null;
    }
}
