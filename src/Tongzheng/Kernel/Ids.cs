using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

// Ids are made by New(act.Now) and written in 26 lower-case characters that sort by time; see TimeOrdered.

/// <summary>A case (办件): one run of a matter's procedure for one party.</summary>
[JsonConverter(typeof(WrittenJson<CaseId>))]
public readonly record struct CaseId : IWritten<CaseId>, IComparable<CaseId>
{
    readonly Guid id;

    CaseId(Guid id) => this.id = id;

    public static CaseId New(DateTimeOffset now) => new(TimeOrdered.New(now));

    internal static CaseId Fixed(DateTimeOffset instant, UInt128 seed) => new(TimeOrdered.Fixed(instant, seed));

    public static CaseId Parse(string text) => Written.Parse<CaseId>(text);

    public static bool TryParse(string? text, out CaseId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out CaseId value, out Refusal? why)
    {
        var read = TimeOrdered.TryRead(text, out var id, out why);
        value = new CaseId(id);
        return read;
    }

    public int CompareTo(CaseId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => TimeOrdered.Write(id);
}

/// <summary>A person as a jurisdiction's record knows them; not their citizen number, and it says nothing about them.</summary>
[JsonConverter(typeof(WrittenJson<PersonId>))]
public readonly record struct PersonId : IWritten<PersonId>, IComparable<PersonId>
{
    readonly Guid id;

    PersonId(Guid id) => this.id = id;

    public static PersonId New(DateTimeOffset now) => new(TimeOrdered.New(now));

    internal static PersonId Fixed(DateTimeOffset instant, UInt128 seed) => new(TimeOrdered.Fixed(instant, seed));

    public static PersonId Parse(string text) => Written.Parse<PersonId>(text);

    public static bool TryParse(string? text, out PersonId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out PersonId value, out Refusal? why)
    {
        var read = TimeOrdered.TryRead(text, out var id, out why);
        value = new PersonId(id);
        return read;
    }

    public int CompareTo(PersonId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => TimeOrdered.Write(id);
}

/// <summary>An enterprise or other body outside government.</summary>
[JsonConverter(typeof(WrittenJson<EnterpriseId>))]
public readonly record struct EnterpriseId : IWritten<EnterpriseId>, IComparable<EnterpriseId>
{
    readonly Guid id;

    EnterpriseId(Guid id) => this.id = id;

    public static EnterpriseId New(DateTimeOffset now) => new(TimeOrdered.New(now));

    internal static EnterpriseId Fixed(DateTimeOffset instant, UInt128 seed) => new(TimeOrdered.Fixed(instant, seed));

    public static EnterpriseId Parse(string text) => Written.Parse<EnterpriseId>(text);

    public static bool TryParse(string? text, out EnterpriseId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out EnterpriseId value, out Refusal? why)
    {
        var read = TimeOrdered.TryRead(text, out var id, out why);
        value = new EnterpriseId(id);
        return read;
    }

    public int CompareTo(EnterpriseId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => TimeOrdered.Write(id);
}

/// <summary>Somebody who holds a post in government.</summary>
[JsonConverter(typeof(WrittenJson<OfficerId>))]
public readonly record struct OfficerId : IWritten<OfficerId>, IComparable<OfficerId>
{
    readonly Guid id;

    OfficerId(Guid id) => this.id = id;

    public static OfficerId New(DateTimeOffset now) => new(TimeOrdered.New(now));

    internal static OfficerId Fixed(DateTimeOffset instant, UInt128 seed) => new(TimeOrdered.Fixed(instant, seed));

    public static OfficerId Parse(string text) => Written.Parse<OfficerId>(text);

    public static bool TryParse(string? text, out OfficerId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out OfficerId value, out Refusal? why)
    {
        var read = TimeOrdered.TryRead(text, out var id, out why);
        value = new OfficerId(id);
        return read;
    }

    public int CompareTo(OfficerId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => TimeOrdered.Write(id);
}

/// <summary>A licence as held in our records; the holder shows the e-licence identifier.</summary>
[JsonConverter(typeof(WrittenJson<LicenceId>))]
public readonly record struct LicenceId : IWritten<LicenceId>, IComparable<LicenceId>
{
    readonly Guid id;

    LicenceId(Guid id) => this.id = id;

    public static LicenceId New(DateTimeOffset now) => new(TimeOrdered.New(now));

    internal static LicenceId Fixed(DateTimeOffset instant, UInt128 seed) => new(TimeOrdered.Fixed(instant, seed));

    public static LicenceId Parse(string text) => Written.Parse<LicenceId>(text);

    public static bool TryParse(string? text, out LicenceId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out LicenceId value, out Refusal? why)
    {
        var read = TimeOrdered.TryRead(text, out var id, out why);
        value = new LicenceId(id);
        return read;
    }

    public int CompareTo(LicenceId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => TimeOrdered.Write(id);
}

/// <summary>An application that has not been submitted yet.</summary>
[JsonConverter(typeof(WrittenJson<DraftId>))]
public readonly record struct DraftId : IWritten<DraftId>, IComparable<DraftId>
{
    readonly Guid id;

    DraftId(Guid id) => this.id = id;

    public static DraftId New(DateTimeOffset now) => new(TimeOrdered.New(now));

    internal static DraftId Fixed(DateTimeOffset instant, UInt128 seed) => new(TimeOrdered.Fixed(instant, seed));

    public static DraftId Parse(string text) => Written.Parse<DraftId>(text);

    public static bool TryParse(string? text, out DraftId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out DraftId value, out Refusal? why)
    {
        var read = TimeOrdered.TryRead(text, out var id, out why);
        value = new DraftId(id);
        return read;
    }

    public int CompareTo(DraftId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => TimeOrdered.Write(id);
}

/// <summary>An upload or a document made by the node.</summary>
[JsonConverter(typeof(WrittenJson<DocumentId>))]
public readonly record struct DocumentId : IWritten<DocumentId>, IComparable<DocumentId>
{
    readonly Guid id;

    DocumentId(Guid id) => this.id = id;

    public static DocumentId New(DateTimeOffset now) => new(TimeOrdered.New(now));

    internal static DocumentId Fixed(DateTimeOffset instant, UInt128 seed) => new(TimeOrdered.Fixed(instant, seed));

    public static DocumentId Parse(string text) => Written.Parse<DocumentId>(text);

    public static bool TryParse(string? text, out DocumentId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out DocumentId value, out Refusal? why)
    {
        var read = TimeOrdered.TryRead(text, out var id, out why);
        value = new DocumentId(id);
        return read;
    }

    public int CompareTo(DocumentId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => TimeOrdered.Write(id);
}
