namespace Tongzheng.Journals.Store;

/// <summary>The two databases, where their SQL differs. <c>text</c>, <c>bigint</c>, <c>@name</c> and <c>ON CONFLICT</c> mean the same in both.</summary>
public sealed class Dialect
{
    /// <summary>SQLite 3, one file, one writing process.</summary>
    public static readonly Dialect Sqlite = new() { Name = "SQLite", Blob = "blob", Integer = "integer", Strict = " STRICT", WithoutRowid = " STRICT, WITHOUT ROWID", LockRow = "" };

    /// <summary>PostgreSQL 15 or later, shared by several processes.</summary>
    public static readonly Dialect Postgres = new() { Name = "PostgreSQL", Blob = "bytea", Integer = "bigint", Strict = "", WithoutRowid = "", LockRow = " FOR UPDATE" };

    Dialect() { }

    /// <summary>The product's name.</summary>
    public required string Name { get; init; }

    /// <summary>The type of a byte string.</summary>
    public required string Blob { get; init; }

    /// <summary>The type of a whole number of 64 bits.</summary>
    public required string Integer { get; init; }

    /// <summary>Ends the definition of a table whose values must be of the types that its columns name; the check of the file then tells where one is not.</summary>
    public required string Strict { get; init; }

    /// <summary>Ends the definition of a strict table of short rows that is read by its primary key.</summary>
    public required string WithoutRowid { get; init; }

    /// <summary>Ends a SELECT whose row is to be held until commit.</summary>
    public required string LockRow { get; init; }

    /// <summary>True for PostgreSQL.</summary>
    public bool IsPostgres => this == Postgres;
}
