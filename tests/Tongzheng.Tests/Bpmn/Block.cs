using System.Text;

namespace Tongzheng.Tests.Bpmn;

/// <summary>
/// A procedure made of blocks, so that it is sound by construction. It writes itself as BPMN, and it can be run by <see cref="Live"/>, a
/// second interpreter that knows nothing of tokens.
/// </summary>
abstract record Block
{
    sealed record TaskBlock(string Id) : Block;
    sealed record Auto(string Id) : Block;
    sealed record Sequence(string Id, Block[] Parts) : Block;
    sealed record Choice(string Id, Block[] Ways) : Block;
    sealed record Parallel(string Id, Block[] Ways) : Block;
    sealed record Several(string Id, Block[] Ways) : Block;
    sealed record Repeated(string Id, Block Body) : Block;
    sealed record Part(string Id, Block Body) : Block;
    sealed record Called(string Id, Block Body) : Block;
    sealed record Many(string Id, int Count, bool OneByOne) : Block;
    sealed record Limited(string Id, Block WhenLate) : Block;

    /// <summary>A random block. The larger the size, the deeper.</summary>
    public static Block Random(Random random, int size)
    {
        var next = 0;
        return Make(size);

        Block Make(int left)
        {
            var id = $"b{next++}";
            if (left <= 0)
                return random.Next(4) == 0 ? new Auto(id) : new TaskBlock(id);
            return random.Next(10) switch
            {
                0 => new Choice(id, Some(left)),
                1 => new Parallel(id, Some(left)),
                2 => new Several(id, Some(left)),
                3 => new Repeated(id, new Sequence($"{id}s", [new TaskBlock($"{id}t"), Make(left - 2)])),
                4 => new Part(id, Make(left - 1)),
                5 => new Called(id, Make(left - 1)),
                6 => new Many(id, random.Next(4), random.Next(2) == 0),
                7 => new Limited(id, Make(left - 2)),
                _ => new Sequence(id, Some(left)),
            };
        }

        Block[] Some(int left) => [.. Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Make(left - 2))];
    }

    public string ToXml()
    {
        var writer = new XmlOfBlocks();
        var (first, last) = writer.Add(this);
        var body = $"""<startEvent id="start"/><sequenceFlow id="first" sourceRef="start" targetRef="{first}"/>{writer.Nodes}<sequenceFlow id="last" sourceRef="{last}" targetRef="end"/><endEvent id="end"/>""";
        return Case.Xml(body).Replace("</definitions>", writer.Processes + "</definitions>", StringComparison.Ordinal);
    }

    sealed class XmlOfBlocks
    {
        int flows;

        public StringBuilder Nodes { get; private set; } = new();

        public StringBuilder Processes { get; } = new();

        public (string First, string Last) Add(Block block)
        {
            switch (block)
            {
                case TaskBlock task:
                    Nodes.Append($"""<userTask id="{task.Id}"/>""");
                    return (task.Id, task.Id);
                case Auto auto:
                    Nodes.Append($"""<scriptTask id="{auto.Id}"><extensionElements><zeebe:script expression="=1 + 1" resultVariable="two"/></extensionElements></scriptTask>""");
                    return (auto.Id, auto.Id);
                case Sequence sequence:
                    var parts = sequence.Parts.Select(Add).ToList();
                    for (var at = 1; at < parts.Count; at++)
                        Flow(parts[at - 1].Last, parts[at].First);
                    return (parts[0].First, parts[^1].Last);
                case Choice choice:
                    return Gateways("exclusiveGateway", choice.Id, choice.Ways, at => $"modulo(n, {choice.Ways.Length}) = {at}", "");
                case Parallel parallel:
                    return Gateways("parallelGateway", parallel.Id, parallel.Ways, _ => null, "");
                case Several several:
                    return Gateways("inclusiveGateway", several.Id, several.Ways, at => at == 0 ? null : $"modulo(floor(n / {1 << at}), 2) = 1", $"default=\"{several.Id}_0\"");
                case Repeated repeated:
                    var (first, last) = Add(repeated.Body);
                    Nodes.Append($"""<exclusiveGateway id="{repeated.Id}m"/><exclusiveGateway id="{repeated.Id}x" default="{repeated.Id}_out"/>""");
                    Flow($"{repeated.Id}m", first);
                    Flow(last, $"{repeated.Id}x");
                    Flow($"{repeated.Id}x", $"{repeated.Id}m", "modulo(n, 3) = 0");
                    Nodes.Append($"""<manualTask id="{repeated.Id}o"/>""");
                    Flow($"{repeated.Id}x", $"{repeated.Id}o", null, $"{repeated.Id}_out");
                    return ($"{repeated.Id}m", $"{repeated.Id}o");
                case Part part:
                    var inPart = Inside(part.Id, part.Body);
                    Nodes.Append($"""<subProcess id="{part.Id}">{inPart}</subProcess>""");
                    return (part.Id, part.Id);
                case Called called:
                    var inCalled = Inside(called.Id, called.Body);
                    Processes.Append($"""<process id="p{called.Id}" isExecutable="true">{inCalled}</process>""");
                    Nodes.Append($"""<callActivity id="{called.Id}" calledElement="p{called.Id}"/>""");
                    return (called.Id, called.Id);
                case Many many:
                    Nodes.Append($"""<userTask id="{many.Id}"><multiInstanceLoopCharacteristics isSequential="{(many.OneByOne ? "true" : "false")}"><loopCardinality>{many.Count}</loopCardinality></multiInstanceLoopCharacteristics></userTask>""");
                    return (many.Id, many.Id);
                case Limited limited:
                    Nodes.Append($"""<userTask id="{limited.Id}"/><boundaryEvent id="{limited.Id}late" attachedToRef="{limited.Id}"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><exclusiveGateway id="{limited.Id}m"/>""");
                    var late = Add(limited.WhenLate);
                    Flow($"{limited.Id}late", late.First);
                    Flow(late.Last, $"{limited.Id}m");
                    Flow(limited.Id, $"{limited.Id}m");
                    return (limited.Id, $"{limited.Id}m");
                default:
                    throw new InvalidOperationException($"{block}");
            }
        }

        string Inside(string id, Block body)
        {
            var around = Nodes;
            Nodes = new StringBuilder();
            var (first, last) = Add(body);
            Nodes.Append($"""<startEvent id="{id}start"/><endEvent id="{id}end"/>""");
            Flow($"{id}start", first);
            Flow(last, $"{id}end");
            var inside = Nodes.ToString();
            Nodes = around;
            return inside;
        }

        (string, string) Gateways(string kind, string id, Block[] ways, Func<int, string?> condition, string attributes)
        {
            Nodes.Append($"""<{kind} id="{id}p" {attributes}/><{kind} id="{id}j"/>""");
            for (var at = 0; at < ways.Length; at++)
            {
                var (first, last) = Add(ways[at]);
                Flow($"{id}p", first, condition(at), $"{id}_{at}");
                Flow(last, $"{id}j");
            }
            return ($"{id}p", $"{id}j");
        }

        void Flow(string from, string to, string? condition = null, string? id = null)
        {
            Nodes.Append($"""<sequenceFlow id="{id ?? $"flow{flows++}"}" sourceRef="{from}" targetRef="{to}">""");
            if (condition is not null)
                Nodes.Append($"<conditionExpression>{condition}</conditionExpression>");
            Nodes.Append("</sequenceFlow>");
        }
    }

    /// <summary>The number that the choices ask; a called procedure has its own copy until it ends.</summary>
    public sealed class Numbers
    {
        public int N { get; set; }
    }

    /// <summary>A block that has begun. Open leaves are done one by one; <see cref="Settle"/> then lets everything follow that can.</summary>
    public sealed class Live
    {
        readonly Block block;
        readonly Numbers numbers;
        readonly List<Live> inner = [];
        readonly Numbers innerNumbers;
        int done;
        bool late;

        public Live(Block block, Numbers numbers)
        {
            (this.block, this.numbers) = (block, numbers);
            innerNumbers = block is Called ? new Numbers { N = numbers.N } : numbers;
            switch (block)
            {
                case Sequence sequence:
                    Begin(sequence.Parts[0]);
                    break;
                case Choice choice:
                    Begin(choice.Ways[numbers.N % choice.Ways.Length]);
                    break;
                case Parallel parallel:
                    Array.ForEach(parallel.Ways, Begin);
                    break;
                case Several several:
                    for (var at = 1; at < several.Ways.Length; at++)
                    {
                        if ((numbers.N >> at) % 2 == 1)
                            Begin(several.Ways[at]);
                    }
                    if (inner.Count == 0)
                        Begin(several.Ways[0]);
                    break;
                case Repeated repeated:
                    Begin(repeated.Body);
                    break;
                case Part part:
                    Begin(part.Body);
                    break;
                case Called called:
                    Begin(called.Body);
                    break;
            }
        }

        public bool IsDone { get; private set; }

        void Begin(Block next) => inner.Add(new Live(next, innerNumbers));

        public void Settle()
        {
            if (IsDone)
                return;
            foreach (var live in inner)
                live.Settle();
            switch (block)
            {
                case Auto:
                    IsDone = true;
                    break;
                case TaskBlock or Limited when !late:
                    IsDone = done == 1;
                    break;
                case Many many:
                    IsDone = done == many.Count;
                    break;
                case Sequence sequence:
                    while (inner[^1].IsDone && inner.Count < sequence.Parts.Length)
                    {
                        Begin(sequence.Parts[inner.Count]);
                        inner[^1].Settle();
                    }
                    IsDone = inner.Count == sequence.Parts.Length && inner[^1].IsDone;
                    break;
                case Repeated repeated:
                    while (inner[^1].IsDone && innerNumbers.N % 3 == 0)
                    {
                        Begin(repeated.Body);
                        inner[^1].Settle();
                    }
                    IsDone = inner[^1].IsDone;
                    break;
                default:
                    IsDone = inner.TrueForAll(live => live.IsDone);
                    if (IsDone && block is Called)
                        numbers.N = innerNumbers.N;
                    break;
            }
        }

        /// <summary>The tasks open now, with those that can run late.</summary>
        public IEnumerable<(string Task, bool CanBeLate, Live At)> Open()
        {
            if (IsDone)
                return [];
            return block switch
            {
                TaskBlock task => [(task.Id, false, this)],
                Limited limited when !late => [(limited.Id, true, this)],
                Many { OneByOne: true } many => [(many.Id, false, this)],
                Many many => Enumerable.Repeat((many.Id, false, this), many.Count - done),
                _ => inner.SelectMany(live => live.Open()),
            };
        }

        public void Complete(int n)
        {
            numbers.N = n;
            done++;
        }

        public void RunLate()
        {
            late = true;
            Begin(((Limited)block).WhenLate);
        }
    }
}
