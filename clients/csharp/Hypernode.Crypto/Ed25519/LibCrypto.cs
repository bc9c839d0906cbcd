using System.Runtime.InteropServices;

namespace Hypernode.Crypto.Ed25519;

/// <summary>The few entry points of OpenSSL's libcrypto (3.0 or later) that Ed25519 needs.</summary>
internal static partial class LibCrypto
{
    /// <summary>NID_ED25519 of OpenSSL.</summary>
    public const int KeyTypeEd25519 = 1087;

    private const string Library = "libcrypto.so.3";

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    public static partial KeyHandle NewPrivateKey(int type, nint engine, ref readonly byte seed, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial KeyHandle NewPublicKey(int type, nint engine, ref readonly byte key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    public static partial int GetPublicKey(KeyHandle key, ref byte destination, ref nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    public static partial DigestContextHandle NewDigestContext();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeDigestContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSignInit")]
    public static partial int DigestSignInit(DigestContextHandle context, nint keyContext, nint digest, nint engine, KeyHandle key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSign")]
    public static partial int DigestSign(
        DigestContextHandle context, ref byte signature, ref nuint signatureLength, ref readonly byte message, nuint messageLength);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerifyInit")]
    public static partial int DigestVerifyInit(DigestContextHandle context, nint keyContext, nint digest, nint engine, KeyHandle key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerify")]
    public static partial int DigestVerify(
        DigestContextHandle context, ref readonly byte signature, nuint signatureLength, ref readonly byte message, nuint messageLength);

    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();

    /// <summary>Runs <paramref name="call"/> and turns a library that cannot be loaded into an error with its remedy.</summary>
    public static T Load<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new LibCryptoMissingException(e);
        }
    }

    internal sealed class KeyHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            FreeKey(handle);
            return true;
        }
    }

    internal sealed class DigestContextHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            FreeDigestContext(handle);
            return true;
        }
    }
}
