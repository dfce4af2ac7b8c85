namespace Tongzheng.Casework.Files;
/// <summary>Bytes of files by their hash.</summary>
public sealed class BlobStore(string folder) { 
 public async Task<string> Put(string jurisdiction, string subject, byte[] content, CancellationToken stop) { Directory.CreateDirectory(folder); var h = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)); await File.WriteAllBytesAsync(Path.Combine(folder,h), content, stop); return h; }
 public async Task<byte[]?> Find(string jurisdiction, string subject, string hash, CancellationToken stop) { var p = Path.Combine(folder,hash); return File.Exists(p) ? await File.ReadAllBytesAsync(p, stop) : null; } }
