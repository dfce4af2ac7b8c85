using System.Buffers.Binary;
using System.Text;

namespace Tongzheng.Pdf.Writing;

/// <summary>
/// The sRGB colour space as a minimal ICC 4.2 profile, which PDF/A wants as output intent.
/// Source: IEC 61966-2-1 primaries and transfer curve, adapted to D50 (ICC.1:2004-10).
/// </summary>
static class SrgbProfile
{
    const int HeaderLength = 128, EntryLength = 12;

    public static byte[] Create()
    {
        byte[] curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Unicode("sRGB IEC61966-2.1")),
            ("cprt", Unicode("Public domain")),
            ("wtpt", Numbers("XYZ ", 0.9642, 1.0, 0.8249)),
            ("chad", Numbers("sf32", 1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)),
            ("rXYZ", Numbers("XYZ ", 0.43607, 0.22249, 0.01392)),
            ("gXYZ", Numbers("XYZ ", 0.38515, 0.71687, 0.09708)),
            ("bXYZ", Numbers("XYZ ", 0.14307, 0.06061, 0.71410)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        int start = HeaderLength + 4 + (EntryLength * tags.Length);
        var directory = new byte[start - HeaderLength];
        var body = new MemoryStream();
        BinaryPrimitives.WriteInt32BigEndian(directory, tags.Length);
        for (int i = 0; i < tags.Length; i++)
        {
            var entry = directory.AsSpan(4 + (EntryLength * i));
            Encoding.ASCII.GetBytes(tags[i].Tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], start + (int)body.Length);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], tags[i].Data.Length);
            body.Write(tags[i].Data);
            while (body.Length % 4 != 0) body.WriteByte(0);
        }
        return [.. Header(start + (int)body.Length), .. directory, .. body.ToArray()];
    }

    static byte[] Header(int length)
    {
        byte[] header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, length);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), 0x04200000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", header.AsSpan(12));
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(24), 2000);   // a fixed date keeps the output reproducible
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(28), 1);
        Encoding.ASCII.GetBytes("acsp", header.AsSpan(36));
        Numbers("", 0.9642, 1.0, 0.8249).AsSpan(4).CopyTo(header.AsSpan(68));
        return header;
    }

    static byte[] Unicode(string text)
    {
        byte[] bytes = new byte[28 + (2 * text.Length)];
        Encoding.ASCII.GetBytes("mluc", bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), 12);
        Encoding.ASCII.GetBytes("enUS", bytes.AsSpan(16));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 2 * text.Length);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(24), 28);
        Encoding.BigEndianUnicode.GetBytes(text, bytes.AsSpan(28));
        return bytes;
    }

    // Parametric curve type 3: Y = (aX + b)^g from d on, cX below it.
    static byte[] Curve()
    {
        byte[] numbers = Numbers("para", 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        return [.. numbers[..8], 0, 3, 0, 0, .. numbers[8..]];
    }

    static byte[] Numbers(string type, params double[] values)
    {
        int at = type.Length == 0 ? 4 : 8;
        byte[] bytes = new byte[at + (4 * values.Length)];
        Encoding.ASCII.GetBytes(type, bytes);
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at + (4 * i)), (int)Math.Round(values[i] * 65536));
        return bytes;
    }
}
