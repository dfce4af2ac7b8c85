using System.Security.Cryptography;
using System.Text;
using Tongzheng.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(InOrder))]
[assembly: TestCaseOrderer(typeof(InOrder))]

namespace Tongzheng.Tests;

/// <summary>
/// Tests run in an order that looks like chance and is the same in every folder: xUnit's own follows from the path of the checkout, so that
/// what failed elsewhere did not fail here. <c>TESTS_ORDER=7 ./dev check</c> gives another.
/// </summary>
public sealed class InOrder : ITestCollectionOrderer, ITestCaseOrderer
{
    static readonly string Chosen = Environment.GetEnvironmentVariable("TESTS_ORDER") ?? "";

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections) where T : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName.Split(" (id: ")[0]), StringComparer.Ordinal)];

    public IReadOnlyCollection<T> OrderTestCases<T>(IReadOnlyCollection<T> testCases) where T : notnull, ITestCase =>
        [.. testCases.OrderBy(test => Place(test.TestCaseDisplayName), StringComparer.Ordinal)];

    static string Place(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Chosen + name)));
}
