using System.IO.MemoryMappedFiles;

namespace Functional.NN.Kernels;

/// <summary>Bytes that do not change, read by their place; the same place always gives the same bytes.</summary>
internal abstract class ByteStore
{
    public abstract void Read(long start, Span<byte> to);

    /// <summary>Bytes in memory, from a place of an array on. The caller promises that nobody writes to the array again.</summary>
    public sealed class InMemory(byte[] bytes, int offset) : ByteStore
    {
        public override void Read(long start, Span<byte> to) => bytes.AsSpan((int)(offset + start), to.Length).CopyTo(to);
    }

    /// <summary>Bytes of a file that the operating system brings in when they are read; the handle of the view lets go of the file when nobody reads it any more.</summary>
    public sealed class Mapped : ByteStore
    {
        private readonly MemoryMappedViewAccessor _view;
        private readonly long _offset;

        public Mapped(FileStream file, long offset)
        {
            using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            _offset = offset;
        }

        public override void Read(long start, Span<byte> to) => _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_offset + start), to);
    }
}
