using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Tongzheng.Web;

/// <summary>
/// Reads a posted page part by part, so that one file that is too large costs its own bytes and nothing else: the
/// other files and everything that was typed arrive. It stands before the check of the form's token, which then finds the form read.
/// </summary>
public static class Multipart
{
    /// <summary>One uploaded file. A scanned document of some dozen pages is a few MB; a film is not a document.</summary>
    public const long MaxFileBytes = 20 * 1024 * 1024;

    /// <summary>One post in all; beyond it the connection is not worth draining.</summary>
    public const long MaxBodyBytes = 512L * 1024 * 1024;

    /// <summary>One typed field, in bytes; the form's own limit is smaller and has better words.</summary>
    public const int MaxFieldBytes = 64 * 1024;

    /// <summary>Fields and files of one page.</summary>
    public const int MaxParts = 2000;

    public static async Task Read(HttpContext context, RequestDelegate next)
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary) throw new BadHttpRequestException("The post does not say what parts its parts.");
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBodyBytes;
            try
            {
                context.Features.Set<IFormFeature>(new FormFeature(await Parts(new MultipartReader(boundary, context.Request.Body) { HeadersCountLimit = 16 }, context)));
            }
            catch (Exception fault) when (fault is InvalidDataException or (IOException and not BadHttpRequestException))
            {
                throw new BadHttpRequestException("The parts of the post cannot be told apart.", fault); // broken off, or not what its header says
            }
        }
        else if (context.Request.HasFormContentType)
        {
            try
            {
                await context.Request.ReadFormAsync(context.RequestAborted); // kept: the check of the token and the page read it again
            }
            catch (InvalidDataException fault)
            {
                throw new BadHttpRequestException("The fields of the post cannot be read.", fault); // a null character, a field beyond all limits
            }
        }
        await next(context);
    }

    static async Task<FormCollection> Parts(MultipartReader reader, HttpContext context)
    {
        var fields = new KeyValueAccumulator();
        var files = new FormFileCollection();
        for (var parts = 0; await reader.ReadNextSectionAsync(context.RequestAborted) is { } section; parts++)
        {
            if (parts >= MaxParts) throw new BadHttpRequestException($"More than {MaxParts} parts in one post.", StatusCodes.Status413PayloadTooLarge);
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (disposition.IsFileDisposition()) files.Add(await File(section, disposition, name, context));
            else fields.Append(name, await Field(section, context));
        }
        return new FormCollection(fields.GetResults(), files);
    }

    static async Task<string> Field(MultipartSection section, HttpContext context)
    {
        using var text = new MemoryStream();
        await Copy(section.Body, text, MaxFieldBytes, context);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    // What is over the limit is read and thrown away; the file's declared length then tells the page that it was too large.
    static async Task<FormFile> File(MultipartSection section, ContentDispositionHeaderValue disposition, string name, HttpContext context)
    {
        var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        var content = new MemoryStream();
        var length = await Copy(section.Body, content, MaxFileBytes, context);
        content.Position = 0;
        return new FormFile(content, 0, length, name, Path.GetFileName(fileName.Replace('\\', '/'))) { Headers = new HeaderDictionary { ["Content-Type"] = section.ContentType ?? "" } };
    }

    static async Task<long> Copy(Stream from, Stream to, long most, HttpContext context)
    {
        var buffer = new byte[64 * 1024];
        long length = 0;
        for (int read; (read = await from.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (length < most) await to.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, most - length)), context.RequestAborted);
            length += read;
        }
        return length;
    }

    /// <summary>True where a file was cut because it is over <see cref="MaxFileBytes"/>.</summary>
    public static bool IsTooLarge(this IFormFile file) => file.Length > MaxFileBytes;
}
