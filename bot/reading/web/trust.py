"""Why a site's certificate is not trusted, and whose turn it is to do something about it."""

import ssl

from bot.errors import NoAnswerError
from bot.translation import translatable

_EXPIRED, _NOT_YET = 10, 9  # OpenSSL's X509_V_ERR_…
_WRONG_NAME = {62, 64}
_UNKNOWN_ISSUER = {18, 19, 20, 21}
_OWN_CA = translatable(
    "If it is your own (a company's, or a proxy's that looks into connections), name the file of "
    "its CA with BRIEFBOT_CA_FILE."
)


def distrusted(host: str, error: BaseException) -> NoAnswerError:
    """Why no secure connection came about."""
    found = _tls_error(error)
    log = f"no secure connection to {host}: {found or error}"
    if not isinstance(found, ssl.SSLCertVerificationError):
        return NoAnswerError(
            log,
            advice="The site's server speaks no TLS that briefbot understands. Check whether the "
            "address begins with http:// or names another port.",
        )
    code = found.verify_code
    if code in _UNKNOWN_ISSUER:
        return NoAnswerError(
            log,
            advice=translatable(
                "The certificate of {host} is signed by a CA that is not known. {own_ca}",
                host=host,
                own_ca=_OWN_CA,
            ),
        )
    if code in _WRONG_NAME:
        advice = translatable(
            "The site's certificate is for another name than {host}. Check the spelling of the "
            "address.",
            host=host,
        )
    elif code == _EXPIRED:
        advice = translatable(
            "The site's certificate has expired. Try again later; if it stays so, write to the "
            "site."
        )
    elif code == _NOT_YET:
        advice = translatable(
            "The site's certificate is not valid yet. Look whether this machine's clock is right."
        )
    else:
        advice = translatable(
            "The site's certificate can't be trusted. Try again later; if it stays so, write to "
            "the site."
        )
    return NoAnswerError(log, advice=advice)


def _tls_error(error: BaseException | None) -> ssl.SSLError | None:
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error
