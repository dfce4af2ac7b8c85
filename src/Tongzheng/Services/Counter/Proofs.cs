using Tongzheng.Kernel;

namespace Tongzheng.Services.Counter;

/// <summary>Who may stand at the counter for a person, and what they may show. The words go into the case.</summary>
static class Proofs
{
    public static readonly (string Value, Text Text)[] Presences =
    [
        ("self", new("本人", "The person")),
        ("agent", new("受委托人", "Somebody the person has authorised")),
        ("guardian", new("监护人或近亲属", "A guardian or close relative")),
        ("neighbour", new("邻居、社区或村里帮办人员", "A neighbour, or a helper of the community")),
    ];

    public static readonly (string Value, Text Text)[] Kinds =
    [
        ("id", new("居民身份证原件", "Original identity card")),
        ("authorisation", new("授权委托书和双方证件", "Authorisation and both documents")),
        ("kinship", new("户口簿或亲属关系证明", "Household register or proof of kinship")),
        ("community", new("居（村）委会出具的证明", "Statement of the residents' or villagers' committee")),
    ];
}
