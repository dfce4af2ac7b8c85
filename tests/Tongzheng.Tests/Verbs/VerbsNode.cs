using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>A node that the stories of the verbs share: they open more cases than fit on a page of other tests' worklists.</summary>
[CollectionDefinition(Name)]
public sealed class VerbsNode : ICollectionFixture<NodeFixture>
{
    public const string Name = "a node for the verbs";
}
