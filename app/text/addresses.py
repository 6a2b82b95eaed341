"""Where a store is, in words; and why what somebody typed names none."""

from __future__ import annotations

from app.address import PASSFILE, BadAddress, ServerAddress, StoreAddress
from app.rules.vocabulary import Message, msg
from app.text.language import _

WHOEVER = msg(
    "Whoever knows this database's password can read and change everything. Roles hold between "
    "people who use the program."
)
"""What to know of a store on a server, wherever one is chosen or signed in to."""

SERVER_FORM = msg("postgresql://USER@SERVER/DATABASE")
_WHY = {
    "nothing": msg("The address is empty. Name a file, or {form}.", form=SERVER_FORM),
    "port": msg(
        "The port is no number from 1 to 65535. Write postgresql://USER@SERVER:5432/DATABASE, or "
        "leave the port out."
    ),
    "server": msg("The server's name cannot be read. Write {form}.", form=SERVER_FORM),
    "password": msg(
        "A password does not belong in the address: it is kept in libpq's password file, "
        "{path}, or asked. Write {form}.",
        path=PASSFILE,
        form=SERVER_FORM,
    ),
    "text": msg('What stands at `store` is no text. Write store = "…", in quotes.'),
}


def why_not(error: BadAddress) -> Message:
    """What is wrong with an address, where it stands and how to mend it."""
    if error.code == "unreadable":
        return msg(
            "{path} cannot be read: {reason}. So it cannot be told where the store is. Mend the "
            "file, or delete it.",
            path=error.where,
            reason=error.reason,
        )
    why = _WHY[error.code]
    return msg("{where}: {why}", where=error.where, why=why) if error.where else why


def place_of_store(address: StoreAddress) -> str:
    """ "This computer: /home/…", or "Server db.example.cn, database dutydesk"."""
    if not isinstance(address, ServerAddress):
        return _("This computer: {path}").format(path=address)
    if not (address.host or address.database):
        return str(address)  # a service file says the rest
    sentence = _("Server {host}, database {database}")
    return sentence.format(
        host=address.host or "localhost", database=address.database or address.user
    )
