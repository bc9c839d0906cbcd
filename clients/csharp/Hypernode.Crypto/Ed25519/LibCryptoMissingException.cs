namespace Hypernode.Crypto.Ed25519;

/// <summary>OpenSSL's libcrypto 3 cannot be loaded; the message names the remedy.</summary>
public sealed class LibCryptoMissingException(Exception inner)
    : Exception("libcrypto.so.3 cannot be loaded. Install OpenSSL 3 (Debian, Ubuntu: apt-get install libssl3).", inner);
