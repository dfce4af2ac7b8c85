using Tongzheng.Directories;
using Tongzheng.Services.Desk;
using Tongzheng.Services.Queue;

namespace Tongzheng.Services.Counter;

/// <summary>What the counter's pages are made of.</summary>
public sealed record CounterParts(Names Names, CounterLists Lists, Hosted Hosted, HallDesk Halls);
