namespace Tongzheng.Tests.Node;

/// <summary>One node that the tests of a collection share. They are about different cases, so they do not meet.</summary>
public sealed class NodeFixture : IAsyncLifetime
{
    RunningNode? node;

    public RunningNode Node => node ?? throw new InvalidOperationException("The node has not started.");

    public async ValueTask InitializeAsync() => node = await RunningNode.Start();

    public async ValueTask DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class OneNode : ICollectionFixture<NodeFixture>
{
    public const string Name = "one node";
}
