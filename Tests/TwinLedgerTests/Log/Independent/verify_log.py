"""Verifies a tiled log and proof files, written from the standards alone: C2SP signed-note, tlog-checkpoint,
tlog-cosignature, tlog-tiles and tlog-proof, RFC 9162, RFC 9942, FIPS 204. Uses nothing of the project.

    verify_log.py log FOLDER VKEY...          every file against the checkpoint, which every key must have signed
    verify_log.py proof FILE ENTRYHEX VKEY... one entry
    verify_log.py receipt FILE ENTRYHEX VKEY  one entry, as a COSE receipt
    verify_log.py bytes FOLDER VKEY...        changes every byte of every file of a log in turn; all must be refused

Exit status 0 when everything holds, 1 when not, 3 when a package is missing.
"""
import base64, hashlib, os, sys

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PublicKey
except ImportError as error:
    print("missing:", error)
    sys.exit(3)

HYBRID = b"\xffSAT-HYB-V1"


class Wrong(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Wrong(what)


def sha(data):
    return hashlib.sha256(data).digest()


def b64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except Exception:
        raise Wrong("base64")
    need(base64.b64encode(data) == text, "base64 is not canonical")
    return data


def decimal(text):
    need(text.isdigit() and str(int(text)).encode() == text, "number")
    return int(text)


# Signed notes

def vkey(text):
    name, key_id, material = text.split("+", 2)
    data = base64.b64decode(material)
    need(sha(name.encode() + b"\n" + data)[:4].hex() == key_id, "key ID")
    return name.encode(), bytes.fromhex(key_id), data


def signed(key, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        raise Wrong("signature")


def verify_note(note, keys):
    need(all(byte >= 32 or byte == 10 for byte in note), "control character")
    try:
        note.decode()
    except UnicodeDecodeError:
        raise Wrong("UTF-8")
    split = note.rfind(b"\n\n")
    need(split >= 0 and note.endswith(b"\n"), "no signatures")
    text, lines = note[: split + 1], note[split + 2 : -1].split(b"\n")
    found = set()
    for line in lines:
        words = line.split(b" ")
        need(len(words) == 3 and words[0] == "\u2014".encode() and words[1], "signature line")
        data = b64(words[2])
        for name, key_id, key in keys:
            if (words[1], data[:4]) != (name, key_id):
                continue
            if key[:1] == b"\x01":
                signed(key[1:], text, data[4:])
            elif key[:1] == b"\x04":
                time = int.from_bytes(data[4:12], "big")
                signed(key[1:], b"cosignature/v1\ntime %d\n" % time + text, data[12:])
            elif key.startswith(HYBRID):
                message, public = HYBRID[1:] + b"\0" + text, key[len(HYBRID) :]
                signed(public[:32], message, data[4:68])
                try:
                    MLDSA65PublicKey.from_public_bytes(public[32:]).verify(data[68:], message, HYBRID[1:])
                except InvalidSignature:
                    raise Wrong("ML-DSA signature")
            else:
                raise Wrong("key type")
            found.add((name, key_id))
    need(len(found) == len(keys), "not every key signed")
    return text


def checkpoint(note, keys):
    lines = verify_note(note, keys).split(b"\n")
    need(len(lines) >= 4 and lines[-1] == b"" and all(lines[:-1]), "checkpoint lines")
    need(any(name == lines[0] and key[:1] != b"\x04" for name, _, key in keys), "origin")
    root = b64(lines[2])
    need(len(root) == 32, "root")
    return decimal(lines[1]), root


# Trees

def leaf(entry):
    return sha(b"\0" + entry)


def tree(hashes):
    if not hashes:
        return sha(b"")
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return sha(b"\1" + tree(hashes[:half]) + tree(hashes[half:]))


def included(hash, index, size, proof):
    """RFC 9162, section 2.1.3.2: the root that the proof leads to."""
    need(index < size, "index")
    fn, sn = index, size - 1
    for sibling in proof:
        need(sn != 0, "proof too long")
        if fn & 1 or fn == sn:
            hash = sha(b"\1" + sibling + hash)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            hash = sha(b"\1" + hash + sibling)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0, "proof too short")
    return hash


# Tiles

def number_path(number):
    groups = ["%03d" % (number % 1000)]
    while number >= 1000:
        number //= 1000
        groups.insert(0, "x%03d" % (number % 1000))
    return "/".join(groups)


def parse_bundle(data):
    entries = []
    while data:
        need(len(data) >= 2, "bundle")
        length = int.from_bytes(data[:2], "big")
        need(len(data) >= 2 + length, "bundle")
        entries.append(data[2 : 2 + length])
        data = data[2 + length :]
    return entries


def verify_log(files, keys):
    """`files` maps paths to bytes. Everything is computed from the entries and compared with what is there."""
    need("checkpoint" in files, "no checkpoint")
    size, root = checkpoint(files["checkpoint"], keys)
    entries = []
    for number in range((size + 255) // 256):
        width = min(256, size - 256 * number)
        path = "tile/entries/" + number_path(number) + ("" if width == 256 else ".p/%d" % width)
        need(path in files, path + " is missing")
        bundle = parse_bundle(files[path])
        need(len(bundle) == width, path)
        entries += bundle
    hashes = [leaf(entry) for entry in entries]
    need(tree(hashes) == root, "entries do not give the root")
    contents = {"checkpoint"}
    levels, level = {"entries": None}, 0
    while hashes:
        levels[str(level)] = hashes
        full = len(hashes) // 256
        hashes = [tree(hashes[256 * i : 256 * (i + 1)]) for i in range(full)]
        level += 1
    for path, data in files.items():
        if path in contents:
            continue
        parts = path.split("/")
        need(len(parts) >= 3 and parts[0] == "tile" and parts[1] in levels, path + " does not belong here")
        rest = "/".join(parts[2:])
        width = 256
        if ".p/" in rest:
            rest, _, last = rest.partition(".p/")
            width = decimal(last.encode())
            need(1 <= width < 256, path)
        number = int(rest.replace("x", "").replace("/", ""))
        need(number_path(number) == rest, path)
        if parts[1] == "entries":
            expected = entries[256 * number : 256 * number + width]
            need(len(expected) == width and parse_bundle(data) == expected, path)
        else:
            expected = levels[parts[1]][256 * number : 256 * number + width]
            need(len(expected) == width and data == b"".join(expected), path)
    for name, hashes in levels.items():
        if name == "entries":
            continue
        for number in range((len(hashes) + 255) // 256):
            width = min(256, len(hashes) - 256 * number)
            path = "tile/" + name + "/" + number_path(number) + ("" if width == 256 else ".p/%d" % width)
            need(path in files, path + " is missing")
    return size


def verify_proof(data, entry, keys):
    head, blank, note = data.partition(b"\n\n")
    need(blank, "proof")
    lines = head.split(b"\n")
    need(lines.pop(0) == b"c2sp.org/tlog-proof@v1" and lines, "header")
    if lines[0].startswith(b"extra "):
        b64(lines.pop(0)[6:])
    need(lines and lines[0].startswith(b"index "), "index")
    index = decimal(lines.pop(0)[6:])
    path = [b64(line) for line in lines]
    need(all(len(hash) == 32 for hash in path), "hash")
    size, root = checkpoint(note, keys)
    need(included(leaf(entry), index, size, path) == root, "inclusion")


# COSE receipts: just enough CBOR

def cbor(data, at=0):
    major, minor = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7:
        return {20: False, 21: True, 22: None}[minor], at
    if minor >= 24:
        width = 1 << (minor - 24)
        value, at = int.from_bytes(data[at : at + width], "big"), at + width
    else:
        value = minor
    if major == 0:
        return value, at
    if major == 1:
        return -1 - value, at
    if major in (2, 3):
        chunk = data[at : at + value]
        return (chunk if major == 2 else chunk.decode()), at + value
    if major == 4:
        items = []
        for _ in range(value):
            item, at = cbor(data, at)
            items.append(item)
        return items, at
    if major == 5:
        pairs = {}
        for _ in range(value):
            key, at = cbor(data, at)
            pairs[key], at = cbor(data, at)
        return pairs, at
    item, at = cbor(data, at)
    return (value, item), at


def head(major, value):
    for width, minor in ((0, value), (1, 24), (2, 25), (4, 26)):
        if (width == 0 and value < 24) or (width and value < 1 << 8 * width):
            return bytes([major << 5 | minor]) + (value.to_bytes(width, "big") if width else b"")
    raise Wrong("length")


def verify_receipt(data, entry, key):
    (tag, (protected, unprotected, payload, signature)), end = cbor(data)
    need(tag == 18 and end == len(data) and payload is None, "structure")
    header, _ = cbor(protected)
    need(header[1] == -8 and header[395] == 1 and header[15][1].encode() == key[0] and header[4] == key[1], "header")
    (proof,) = unprotected[396][-1]
    (size, index, path), _ = cbor(proof)
    root = included(leaf(entry), index, size, path)
    message = b"\x84" + head(3, 10) + b"Signature1" + head(2, len(protected)) + protected + b"\x40" + head(2, 32) + root
    signed(key[2][1:], message, signature)


# The command

def read(folder):
    files = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                files[os.path.relpath(path, folder)] = file.read()
    return files


def refuses(files, keys):
    try:
        verify_log(files, keys)
        return False
    except Wrong:
        return True


def change_every_byte(folder, keys):
    files = read(folder)
    verify_log(files, keys)
    tried = 0
    for path, data in files.items():
        for position in range(len(data)):
            for change in (0x01, 0x20, 0x80):
                altered = bytearray(data)
                altered[position] ^= change
                if not refuses({**files, path: bytes(altered)}, keys):
                    raise Wrong("accepts %s with byte %d ^ %02x" % (path, position, change))
                tried += 1
    print("refused", tried, "changes in", len(files), "files")


def main(arguments):
    command, path, *rest = arguments
    try:
        if command == "log":
            print("holds:", verify_log(read(path), [vkey(text) for text in rest]), "entries")
        elif command == "bytes":
            change_every_byte(path, [vkey(text) for text in rest])
        else:
            with open(path, "rb") as file:
                data = file.read()
            entry, keys = bytes.fromhex(rest[0]), [vkey(text) for text in rest[1:]]
            verify_proof(data, entry, keys) if command == "proof" else verify_receipt(data, entry, keys[0])
            print("holds")
    except Wrong as error:
        print("does not hold:", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
