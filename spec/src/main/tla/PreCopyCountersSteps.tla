------------------------ MODULE PreCopyCountersSteps -------------------------
(***************************************************************************)
(* PreCopyCounters step by step: when each call and each event is          *)
(* possible, and all that it changes.  The properties of PreCopyCounters   *)
(* say what a reader may rely on; these leave a driver no other behaviour  *)
(* by which it could keep them.                                            *)
(*                                                                         *)
(* Source: include/uapi/linux/vfio.h, VFIO_MIG_GET_PRECOPY_INFO, and read  *)
(* of the data_fd.                                                         *)
(***************************************************************************)
EXTENDS PreCopyCounters

InPreCopy == state # "STOP_COPY"

-----------------------------------------------------------------------------
(***************************************************************************)
(* When it is possible.                                                    *)
(***************************************************************************)

(* The file begins with a first image of initial bytes, of any size, and     *)
(* nothing else (a property of initial states).                              *)
BeginsWithInitialImage ==
    /\ state = "PRE_COPY" /\ changed = "nothing"
    /\ initial \in {Header + n : n \in 1..MaxImage} /\ <<dirty, final>> = <<0, 0>>
    /\ fetching = NoFetch /\ ~info.valid /\ said = initial /\ reply = "none"

(* The device may change, in state and in set-up, exactly in pre-copy. *)
DeviceMayChange ==
    \A what \in {"state", "setup"} : ENABLED DeviceChanges(what) <=> InPreCopy

(* The counters are answered exactly in pre-copy; the limiter may refuse a   *)
(* refresh each time.                                                        *)
CountersAreAnswered == ENABLED InfoOnly(TRUE) <=> InPreCopy

(* If all is read and the device has changed, or new set-up fits, a call for *)
(* the counters that the limiter does not refuse fetches an image of any     *)
(* size; otherwise it fetches none.                                          *)
ChangeIsNotOverlooked ==
    LET news == OptedIn /\ changed = "setup" /\ fetching = NoFetch
                        /\ Waiting + MaxImage + Header <= Room
        due  == news \/ (AllToCome = 0 /\ changed # "nothing")
    IN  /\ ENABLED InfoOnly(FALSE) <=> InPreCopy /\ ~due
        /\ \A n \in 1..MaxImage :
              /\ ENABLED InfoRenews(Header + n)    <=> InPreCopy /\ news
              /\ ENABLED InfoRefreshes(Header + n) <=> InPreCopy /\ due /\ ~news

(* What waits can be read in pieces of any size, and no more than that. *)
ReadsAnyNumber == \A n \in 1..(Room + MaxImage + Header) : ENABLED Read(n) <=> n <= Waiting

(* A read takes as many bytes as it was asked for. *)
ReadIsExact ==
    \A n \in 1..Waiting : ~ENABLED (Read(n) /\ initial' + dirty' + final' # Waiting - n)

(* A read meets an end exactly if nothing waits and nothing is in flight. *)
EndIsAnswered == ENABLED ReadAtEnd <=> AllToCome = 0

(* An image in flight can arrive. *)
FlightCanArrive == ENABLED Arrive <=> fetching # NoFetch

(* The arcs of the session are possible, STOP_COPY after an image in flight  *)
(* has arrived.                                                              *)
ArcsArePossible ==
    /\ ENABLED Quiesce   <=> state = "PRE_COPY"
    /\ ENABLED Unquiesce <=> state = "PRE_COPY_P2P"
    /\ \A n \in 1..MaxImage :
          ENABLED StopDevice(Header + n) <=> state = "PRE_COPY_P2P" /\ fetching = NoFetch

(* Bytes of a final image exist in STOP_COPY only, and are the only ones in  *)
(* flight there.                                                             *)
FinalOnlyWhenStopped ==
    IF InPreCopy THEN final = 0 /\ fetching.as # "final" ELSE fetching.as \in {"none", "final"}

-----------------------------------------------------------------------------
(***************************************************************************)
(* What it changes.                                                        *)
(***************************************************************************)

(* The state takes the arcs of a session.  An arc makes the counters untold; *)
(* bytes and changes stay, but for the final image.                          *)
ArcsOfTheSession ==
    [][state' # state =>
         /\ <<state, state'>> \in {<<"PRE_COPY", "PRE_COPY_P2P">>, <<"PRE_COPY_P2P", "PRE_COPY">>,
                                   <<"PRE_COPY_P2P", "STOP_COPY">>}
         /\ <<initial', dirty'>> = <<initial, dirty>>
         /\ ~info'.valid /\ said' = said /\ reply' = "none"
         /\ state' # "STOP_COPY" => UNCHANGED <<changed, final, fetching>>]_vars

(* A change is kept until an image that has it is fetched. *)
ChangeIsKept ==
    [][changed' # changed =>
         \/ InPreCopy /\ changed' \in {"state", "setup"} /\ changed # "setup"
                      /\ UNCHANGED <<state, queue, fetching, info, said, reply>>
         \/ changed' = "nothing" /\ AllToCome' > AllToCome]_vars

(* An image is fetched whole: a final one by the arc into STOP_COPY, another *)
(* one by a call for the counters.  It has all changes before it.            *)
FetchedWhole ==
    [][AllToCome' > AllToCome =>
         /\ AllToCome' - AllToCome \in Sizes /\ fetching = NoFetch
         /\ changed' = "nothing"
         /\ TakesTime <=> fetching' # NoFetch
         /\ IF state' # state
            THEN final' > final \/ fetching'.as = "final"
            ELSE info'.valid /\ ~info'.limited /\ reply' = "none" /\ UNCHANGED final]_vars

(* An image that arrives waits as what it was fetched for. *)
ArrivesAsFetched ==
    [][fetching # NoFetch /\ fetching' # fetching =>
         /\ fetching' = NoFetch
         /\ initial' - initial = (IF fetching.as = "initial" THEN fetching.bytes ELSE 0)
         /\ dirty' - dirty     = (IF fetching.as = "dirty"   THEN fetching.bytes ELSE 0)
         /\ final' - final     = (IF fetching.as = "final"   THEN fetching.bytes ELSE 0)
         /\ ~info'.valid /\ reply' = "none" /\ UNCHANGED <<state, changed, said>>]_vars

(* A read takes initial bytes before dirty ones, and these before final      *)
(* ones; it changes nothing else.                                            *)
ReadInOrder ==
    [][AllToCome' < AllToCome =>
         /\ initial' <= initial /\ dirty' <= dirty /\ final' <= final
         /\ dirty' < dirty => initial' = 0
         /\ ~info'.valid /\ UNCHANGED <<state, changed, fetching, said>>]_vars

(* A read that meets an end changes nothing. *)
EndChangesNothing ==
    [][reply' # reply /\ reply' \in {"0", "ENOMSG"}
         => UNCHANGED <<state, changed, queue, fetching, info, said>>]_vars

(* What has been told is the last answer, and stays told until the file      *)
(* changes.                                                                  *)
ToldIsTheLastAnswer ==
    [][/\ said' # said => info'.valid
       /\ info'.valid  => said' = Set(info'.initial)
       /\ ~info'.valid => info' = NoInfo
       /\ info' # info => info'.valid \/ state' # state \/ AllToCome' < AllToCome
                                      \/ fetching' # fetching]_vars

(* An answer tells of a refusal only if the limiter refused, and of new      *)
(* initial bytes only if they were fetched for it.                           *)
NewWithItsImage == [][info'.new /\ ~info.new => AllToCome' > AllToCome /\ dirty' = 0]_vars
=============================================================================
Checked in the models of PreCopyCounters.
