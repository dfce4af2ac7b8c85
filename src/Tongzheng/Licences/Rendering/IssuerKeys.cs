using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tongzheng.Kernel;

namespace Tongzheng.Licences.Rendering;

/// <summary>The kind of key a jurisdiction signs with.</summary>
public enum IssuerKey
{
    /// <summary>ECDSA on P-256: small and quick.</summary>
    EcdsaP256,

    /// <summary>RSA of 2048 bits, for readers that know nothing newer.</summary>
    Rsa2048,
}

/// <summary>
/// Signing certificates of a demonstration node: one a jurisdiction, made when first asked for and kept in a folder that
/// only the program may read. They are self-signed and their subject says 演示; a real office brings a certificate of a
/// licensed authority (电子签名法 art. 16) and this class is not used.
/// </summary>
public sealed class IssuerKeys(string folder, IssuerKey kind = IssuerKey.EcdsaP256)
{
    const int ValidYears = 20;       // demonstration data must still verify when it is shown years later
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly ConcurrentDictionary<string, Lazy<X509Certificate2>> loaded = new();

    /// <summary>The certificate, with its private key, under which a jurisdiction signs.</summary>
    public X509Certificate2 For(JurisdictionId jurisdiction, string name, DateTimeOffset now) =>
        loaded.GetOrAdd(jurisdiction.ToString(), id => new(() => Read(id) ?? Make(id, name, now))).Value;

    /// <summary>The jurisdiction whose certificate this is; null when none of this folder's.</summary>
    public string? Owner(X509Certificate2 certificate)
    {
        if (!Directory.Exists(folder)) return null;
        foreach (string path in Directory.EnumerateFiles(folder, "*.pem"))
        {
            using var own = X509Certificate2.CreateFromPem(File.ReadAllText(path));
            if (own.RawData.AsSpan().SequenceEqual(certificate.RawData)) return Path.GetFileNameWithoutExtension(path);
        }
        return null;
    }

    X509Certificate2? Read(string id) => File.Exists(PathOf(id)) ? X509Certificate2.CreateFromPemFile(PathOf(id)) : null;

    X509Certificate2 Make(string id, string name, DateTimeOffset now)
    {
        using AsymmetricAlgorithm key = kind == IssuerKey.Rsa2048 ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCountryOrRegion("CN");
        subject.AddOrganizationName($"{name}（演示）");
        subject.AddCommonName($"{name}电子证照签章（演示，无法律效力）");
        var request = key is RSA rsa
            ? new CertificateRequest(subject.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject.Build(), (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(ValidYears));
        Keep(id, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        return Read(id) ?? throw new IOException($"{PathOf(id)} vanished after it was written.");
    }

    // Written aside and renamed, so that a crash leaves a whole key or none; if another process was first, its key stands.
    void Keep(string id, string pem)
    {
        Directory.CreateDirectory(folder);
        string aside = PathOf(id) + "." + Guid.NewGuid().ToString("N");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(aside, options))
        {
            using var writer = new StreamWriter(file, leaveOpen: true);
            writer.Write(pem);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(aside, PathOf(id), overwrite: false);
        }
        catch (IOException) when (File.Exists(PathOf(id)))
        {
            File.Delete(aside);
        }
    }

    string PathOf(string id) => Path.Combine(folder, id + ".pem");
}
