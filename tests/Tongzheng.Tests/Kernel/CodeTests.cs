using System.Text.Json;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class CodeTests
{
    [Fact]
    public void Every_published_vector_is_judged_as_published()
    {
        var rows = Csv.Rows("tests", "Tongzheng.Tests", "Kernel", "check-vectors.csv").ToList();
        Assert.Equal(44, rows.Count);
        foreach (var row in rows)
        {
            var code = row["code"];
            var valid = row["system"] switch
            {
                "citizen-id" => CitizenId.TryParse(code, out _),
                "uscc" => CreditCode.TryParse(code, out _),
                "org-code" => OrganisationCode.TryParse(code, out _),
                "e-licence-id" => LicenceIdentifier.TryParse(code, out _),
                var other => throw new InvalidOperationException($"No reader for the system {other}."),
            };
            Assert.True(valid == (row["valid"] == "true"), $"{row["system"]} {code}: {row["note"]}");
        }
    }

    [Theory]
    [InlineData("590101199001010010", "citizen-id.wrong-check")]
    [InlineData("590101199002300013", "citizen-id.no-such-date")]
    [InlineData("590101199001010", "citizen-id.old-form")]
    [InlineData("5901011990010100", "citizen-id.length")]
    [InlineData("59010119900101O014", "citizen-id.character")]
    [InlineData("090101199001010014", "citizen-id.no-such-region")]
    [InlineData(" ", "text.empty")]
    [InlineData(null, "text.empty")]
    public void A_wrong_citizen_number_says_what_is_wrong(string? typed, string code)
    {
        Assert.False(CitizenId.TryParse(typed, out _, out var why));
        Assert.Equal(code, why?.Code);
    }

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData(" 110105 19491231 002x　")]
    public void What_people_type_on_a_Chinese_keyboard_is_understood(string typed) =>
        Assert.Equal("11010519491231002X", CitizenId.Parse(typed).ToString());

    [Fact]
    public void A_refusal_names_the_place_of_the_mistake_in_both_languages()
    {
        CitizenId.TryParse("59010119900101O014", out _, out var why);
        Assert.Equal("公民身份号码第15位“O”不是数字（只有最后一位可以是X）。", why!.In(Language.Chinese));
        Assert.Equal("Character 15, “O”, is not a digit (only the last may be X).", why.In(Language.English));
    }

    [Fact]
    public void A_citizen_number_tells_birth_sex_and_age()
    {
        var number = CitizenId.Parse("590201200402291188");
        Assert.Equal(new DateOnly(2004, 2, 29), number.BirthDate);
        Assert.Equal(Sex.Female, number.Sex);
        Assert.Equal(20, number.AgeOn(new DateOnly(2025, 2, 28)));
        Assert.Equal(21, number.AgeOn(new DateOnly(2025, 3, 1)));
        Assert.Equal("590***********1188", number.Masked);
    }

    [Fact]
    public void Made_codes_are_valid_codes()
    {
        Assert.Equal("590101199001010014", CitizenId.Create("590101", new DateOnly(1990, 1, 1), 1).ToString());
        Assert.Equal("11590000MB0A00018B", CreditCode.Create("11", "590000", OrganisationCode.Create("MB0A0001")).ToString());
        Assert.Equal("1.2.156.3005.2.11590000MB0A00018B001.11590100MB0A01010Y.590100202600000001.001.L",
            LicenceIdentifier.Create("11590000MB0A00018B001", CreditCode.Parse("11590100MB0A01010Y"), "590100202600000001", 1).ToString());
    }

    [Fact]
    public void An_organisation_code_stands_inside_the_credit_code() =>
        Assert.Equal("MB285591-8", CreditCode.Parse("11370800MB28559184").Organisation?.Printed);

    [Theory]
    [InlineData("590102", "590100", RegionLevel.County)]
    [InlineData("599001", "590000", RegionLevel.County)]
    [InlineData("590100", "590000", RegionLevel.City)]
    [InlineData("590000", "000000", RegionLevel.Province)]
    [InlineData("590102001", "590102", RegionLevel.Town)]
    [InlineData("590102001001", "590102001", RegionLevel.Village)]
    public void A_place_lies_in_the_place_above_it(string code, string parent, RegionLevel level)
    {
        var place = RegionCode.Parse(code);
        Assert.Equal(RegionCode.Parse(parent), place.Parent);
        Assert.Equal(level, place.Level);
        Assert.True(place.IsWithin(RegionCode.State));
        Assert.False(RegionCode.State.IsWithin(place));
    }

    [Theory]
    [InlineData("59", "region.length")]
    [InlineData("59010a", "region.character")]
    [InlineData("590001", "region.gap")]
    [InlineData("590100001", "region.gap")]
    public void A_wrong_region_code_says_what_is_wrong(string typed, string code)
    {
        Assert.False(RegionCode.TryParse(typed, out _, out var why));
        Assert.Equal(code, why?.Code);
    }

    [Fact]
    public void A_street_is_in_a_jurisdiction_but_is_none()
    {
        Assert.Equal(JurisdictionId.Parse("590102"), JurisdictionId.Of(RegionCode.Parse("590102001001")));
        Assert.False(JurisdictionId.TryParse("590102001", out _, out var why));
        Assert.Equal("jurisdiction.not-a-government", why?.Code);
        Assert.Equal("000000", JurisdictionId.State.ToString());
        Assert.Equal(JurisdictionId.State, JurisdictionId.Parse("590000").Parent);
    }

    [Theory]
    [InlineData("11370800MB285591843370117002011", "11370800MB28559184", 3, "370117002011")]
    [InlineData("12441500196720244T3442199806003", "12441500196720244T", 3, "442199806003")]
    public void An_implementing_code_is_a_body_a_level_and_a_basic_code(string code, string body, int level, string matter)
    {
        var read = ImplementingCode.Parse(code);
        Assert.Equal((body, level, matter), (read.Body.ToString(), read.Level, read.Matter.ToString()));
        Assert.Equal(code, read.ToString());
        Assert.Equal(read, ImplementingCode.Create(read.Body, read.Level, read.Matter));
    }

    [Fact]
    public void An_exercising_level_of_eight_does_not_exist()
    {
        Assert.False(ImplementingCode.TryParse("11370800MB285591848370117002011", out _, out var why));
        Assert.Equal("implementing-code.level", why?.Code);
    }

    [Fact]
    public void Codes_are_JSON_texts()
    {
        Assert.Equal("\"590101199001010014\"", JsonSerializer.Serialize(CitizenId.Parse("590101199001010014")));
        Assert.Equal(CitizenId.Parse("590101199001010014"), JsonSerializer.Deserialize<CitizenId>("\"590101199001010014\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CitizenId>("\"590101199001010010\""));
    }
}
